package org.gradientflow.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * The classes that a network's configuration names. DL4J loads and makes whatever {@code @class} says, so every name in a
 * foreign file is looked at first: only DL4J's own classes pass, and those on the class path that extend or implement one of
 * them, as a loss function or a layer of one's own does. Nothing of a class runs here.
 */
final class ClassNames {
    private static final String TYPE = "@class";

    private ClassNames() {}

    /**
     * Looks at every text and every field's name, wherever it stands, once each.
     *
     * @return the fields of the outermost object
     * @throws BadFileException for a class that is not there, or that is no part of a network
     */
    static Set<String> check(Path file, String entry, byte[] json) throws IOException {
        Set<String> fields = new HashSet<>();
        Set<String> seen = new HashSet<>();
        // The parser that DL4J's mapper uses: what it sees is what is loaded.
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    fields.add(parser.currentName());
                }
                boolean type = token == JsonToken.VALUE_STRING && TYPE.equals(parser.currentName());
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && seen.add(type + parser.getText())) {
                    check(file, parser.getText(), type);
                }
            }
        } catch (JsonProcessingException damaged) {
            throw new BadFileException(file, entry + " is damaged: it is not JSON");
        }
        return fields;
    }

    private static void check(Path file, String name, boolean type) throws BadFileException {
        Class<?> named;
        try {
            named = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException | LinkageError missing) {
            if (type) {
                throw new BadFileException(
                        file,
                        "uses the class " + Csv.quoted(name) + ", which is not on the class path; add its jar:"
                                + " java -cp gradientflow.jar:ITS.jar org.gradientflow.cli.Main");
            }
            return;
        }
        if (!isPartOfNetworks(named)) {
            throw new BadFileException(
                    file, "names the class " + Csv.quoted(name) + ", which is no part of a network; it is not loaded");
        }
    }

    private static boolean isPartOfNetworks(Class<?> type) {
        return type != null
                && (isDeeplearning4js(type.getName())
                        || Stream.concat(Stream.of(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                                .anyMatch(ClassNames::isPartOfNetworks));
    }

    private static boolean isDeeplearning4js(String name) {
        return name.startsWith("org.deeplearning4j.")
                || name.startsWith("org.nd4j.") && !name.startsWith("org.nd4j.shade.");
    }
}
