package org.gradientflow.storage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Initialisation;

/** How values are written as JSON: records by component, initialisations and biases as on the command line. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(new TextSerializer<>(Initialisation.class, Initialisation::text))
                    .addDeserializer(
                            Initialisation.class, new TextDeserializer<>(Initialisation.class, Initialisation::parse))
                    .addSerializer(new TextSerializer<>(Bias.class, Bias::text))
                    .addDeserializer(Bias.class, new TextDeserializer<>(Bias.class, Bias::parse)))
            .enable(SerializationFeature.INDENT_OUTPUT)
            // A record is read whole or not at all.
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads a value.
     *
     * @param file in UTF-8
     * @param type of the value
     * @throws JsonProcessingException where it is not as it should be
     */
    static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (CharConversionException notText) {
            throw new JsonParseException(null, "not text in UTF-8", notText);
        }
    }

    /** Reads a value whose file may be of another version: its record says what may be missing, and other fields are ignored. */
    static <T> T readAnyVersion(Path file, Class<T> type) throws IOException {
        try {
            return MAPPER.readerFor(type)
                    .without(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .readValue(file.toFile());
        } catch (CharConversionException notText) {
            throw new JsonParseException(null, "not text in UTF-8", notText);
        }
    }

    /** A part of a record that must be there. */
    static <T> T require(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }

    /** Reads a value from what was read already. */
    static <T> T read(byte[] content, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(content, type);
        } catch (CharConversionException notText) {
            throw new JsonParseException(null, "not text in UTF-8", notText);
        }
    }

    /** What is wrong, for a person: a value's own complaint where it has one, or where in the file to look. */
    static String why(JsonProcessingException damaged) {
        if (damaged.getCause() instanceof IllegalArgumentException value) {
            return value.getMessage();
        }
        if (damaged instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String where = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            String name = where.startsWith(".") ? where.substring(1) : where;
            return damaged instanceof UnrecognizedPropertyException
                    ? "'" + name + "' is not known"
                    : "'" + name + "' is missing or is not what it should be";
        }
        JsonLocation at = damaged.getLocation();
        return "the JSON is incomplete or malformed"
                + (at == null || at.getLineNr() < 1 ? "" : ", see line " + at.getLineNr());
    }

    private static final class TextSerializer<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<T, String> text;

        TextSerializer(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    private static final class TextDeserializer<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<String, T> parse;

        TextDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return parse.apply(json.getValueAsString(""));
        }
    }
}
