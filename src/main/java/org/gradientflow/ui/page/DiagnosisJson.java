package org.gradientflow.ui.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.gradientflow.recording.Diagnosed;
import org.gradientflow.storage.SavedDiagnosis;

/** What the doctor said of a session's network; null where it was not examined. */
final class DiagnosisJson {

    private DiagnosisJson() {}

    static void write(JsonGenerator json, Worker worker) throws IOException {
        Optional<SavedDiagnosis> diagnosis =
                worker.storage() instanceof Diagnosed storage ? storage.diagnosis() : Optional.empty();
        json.writeFieldName("diagnosis");
        if (diagnosis.isEmpty()) {
            json.writeNull();
            return;
        }
        SavedDiagnosis said = diagnosis.get();
        json.writeStartObject();
        json.writeStringField("verdict", said.verdict());
        json.writeStringField("reason", said.reason());
        json.writeStringField("examined", said.examined());
        json.writeArrayFieldStart("findings");
        for (SavedDiagnosis.Finding finding : said.findings()) {
            json.writeStartObject();
            json.writeStringField("cause", finding.cause());
            json.writeStringField("severity", finding.severity());
            json.writeStringField("headline", finding.headline());
            json.writeStringField("symptom", finding.symptom());
            json.writeStringField("explanation", finding.explanation());
            json.writeObjectFieldStart("evidence");
            for (Map.Entry<String, Double> number : finding.evidence().entrySet()) {
                json.writeFieldName(number.getKey());
                JsonNumbers.write(json, number.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
