package org.gradientflow.ui.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Numbers in JSON, as short as a drawing needs them, and what is no number as what it is: {@code "NaN"}, {@code "Infinity"}. */
final class JsonNumbers extends StdSerializer<Double> {

    private static final long serialVersionUID = 1;

    JsonNumbers() {
        super(Double.class);
    }

    @Override
    public void serialize(Double number, JsonGenerator json, SerializerProvider provider) throws IOException {
        float single = number.floatValue();
        if (!Double.isFinite(number)) {
            json.writeString(number.toString());
        } else if (single == 0 != (number == 0) || Float.isInfinite(single)) {
            json.writeNumber(number); // only a double can hold it
        } else {
            json.writeNumber(single);
        }
    }
}
