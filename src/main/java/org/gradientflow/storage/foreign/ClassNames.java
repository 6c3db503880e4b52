package org.gradientflow.storage.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.network.ReconstructionLoss;
import org.gradientflow.storage.file.BadFileException;
import org.gradientflow.storage.table.Csv;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * The classes that a network's configuration names. DL4J loads and makes whatever {@code @class} says, so every name in a
 * foreign file is looked at first: only DL4J's classes that networks are made of pass, this project's loss, and what the user
 * allows by name. Nothing of any class runs here.
 *
 * @param file for messages
 * @param allowed by the user, full names
 */
record ClassNames(Path file, Set<String> allowed) {
    private static final String TYPE = "@class";

    /** Packages of layers, activations, losses, updaters, schedules and whatever else a configuration holds. */
    private static final Set<String> NETWORKS = Set.of("org.deeplearning4j.nn.", "org.nd4j.linalg.");

    /** Also of those packages: a name with type parameters would have others loaded. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]{0,499}");

    /** Objects within objects. The deepest that DL4J writes has about ten. */
    private static final int MOST_DEPTH = 200;

    /**
     * Looks at every text and every field's name, wherever it stands, once each.
     *
     * @param json the configuration
     * @return the fields of the outermost object
     * @throws BadFileException for a class that is not there, or that is not allowed
     */
    Set<String> check(String json) throws IOException {
        Set<String> fields = new HashSet<>();
        Set<String> seen = new HashSet<>();
        // The parser that DL4J's mapper uses: what it sees is what is loaded.
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > MOST_DEPTH) {
                    throw damaged("nested too deeply");
                }
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    fields.add(parser.currentName());
                }
                boolean type = token == JsonToken.VALUE_STRING && TYPE.equals(parser.currentName());
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && seen.add(type + parser.getText())) {
                    check(parser.getText(), type);
                }
            }
        } catch (JsonProcessingException notJson) {
            throw damaged("not JSON");
        }
        return fields;
    }

    private BadFileException damaged(String why) {
        return new BadFileException(file, ModelSerializer.CONFIGURATION_JSON + " is damaged: it is " + why);
    }

    private void check(String name, boolean type) throws BadFileException {
        if (isAllowed(name)) {
            if (type && !exists(name)) {
                throw new BadFileException(
                        file,
                        "uses the class " + shown(name) + ", which is not on the class path; add its jar:"
                                + " java -cp gradientflow.jar:ITS.jar org.gradientflow.cli.Main");
            }
        } else if (type || exists(name)) {
            throw new BadFileException(
                    file,
                    "names the class " + shown(name) + ", which is not part of DL4J and is not loaded; "
                            + (NAME.matcher(name).matches()
                                    ? "if you trust it, add --allow " + shown(name)
                                    : "this is not a valid name of a class"));
        }
    }

    private boolean isAllowed(String name) {
        return NAME.matcher(name).matches()
                && (NETWORKS.stream().anyMatch(name::startsWith)
                        || name.equals(ReconstructionLoss.class.getName())
                        || allowed.contains(name));
    }

    /** Whether it is on the class path. It is not initialised. */
    private static boolean exists(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader()) != null;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** A class's name in full, as a shell takes it; anything else as a message can show it. */
    private static String shown(String name) {
        return NAME.matcher(name).matches() ? "'" + name + "'" : Csv.quoted(name);
    }
}
