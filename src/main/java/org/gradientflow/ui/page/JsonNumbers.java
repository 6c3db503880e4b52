package org.gradientflow.ui.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Numbers in JSON, as short as a drawing needs them, and what is no number as what it is: {@code "NaN"}, {@code "Infinity"}. */
final class JsonNumbers {

    private JsonNumbers() {}

    static <T> void write(JsonGenerator json, String name, List<T> column, Function<T, Double> number)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (T each : column) {
            write(json, number.apply(each));
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, Double number) throws IOException {
        if (number == null) {
            json.writeNull();
        } else if (!Double.isFinite(number)) {
            json.writeString(number.toString());
        } else {
            float single = number.floatValue();
            if (single == 0 != (number == 0) || Float.isInfinite(single)) {
                json.writeNumber(number); // only a double can hold it
            } else {
                json.writeNumber(single);
            }
        }
    }
}
