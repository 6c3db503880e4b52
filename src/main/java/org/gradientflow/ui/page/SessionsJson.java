package org.gradientflow.ui.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What there is to look at, with the time stamp of each worker's newest report: who polls sees which have something new. */
final class SessionsJson {

    private SessionsJson() {}

    static void write(JsonGenerator json, List<Worker> workers) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("sessions");
        for (Worker worker : workers) {
            json.writeStartObject();
            json.writeStringField("session", worker.key().session());
            json.writeStringField("worker", worker.key().worker());
            json.writeNumberField("started", worker.started());
            json.writeStringField("model", worker.model());
            json.writeNumberField("reports", worker.times().size());
            Long last = worker.times().isEmpty() ? null : worker.times().last();
            json.writeNumberField("last", last == null ? 0 : last);
            json.writeArrayFieldStart("parameters");
            for (String parameter : worker.parameters()) {
                json.writeString(parameter);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("original");
            for (Map.Entry<String, String> name : OriginalNames.of(worker).entrySet()) {
                json.writeStringField(name.getKey(), name.getValue());
            }
            json.writeEndObject();
            DiagnosisJson.write(json, worker);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
