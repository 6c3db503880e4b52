package org.gradientflow.sweep;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.gradientflow.storage.file.BadFileException;

/**
 * Reads a grid from a file in YAML, or in JSON if its name ends in {@code .json}. Settings have the names of the options, and
 * each has a value, a range or a list of them. With {@code grids}, a list of such maps, the grid has several parts; a setting
 * beside {@code grids} holds for all parts.
 *
 * <pre>
 * seeds: 50
 * updater: [sgd, adam]
 * grids:
 * - case: two-layer
 * - layers: 3..12
 *   init: normal:1e-3..1:13
 * </pre>
 */
public final class GridFile {
    private static final String GRIDS = "grids";

    /** In bytes: a grid has only a few lines. */
    private static final long LARGEST = 1_000_000;

    private GridFile() {}

    /**
     * Reads a grid.
     *
     * @param file in YAML or JSON
     * @return the grid as it is written there
     * @throws BadFileException naming what is wrong, and the line where there is one
     * @throws IOException when it can't be read
     */
    public static GridText read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder");
        }
        if (Files.size(file) > LARGEST) {
            throw new BadFileException(
                    file, "is too large for a grid file; give a file with settings, as in layers: 2..10");
        }
        try {
            JsonNode root = mapper(file).readTree(Files.readString(file));
            return new GridText(parts(root));
        } catch (CharacterCodingException binary) {
            throw new BadFileException(file, "is not text in UTF-8");
        } catch (JsonProcessingException wrong) {
            long line = wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
            throw new BadFileException(
                    file,
                    line,
                    wrong.getOriginalMessage()
                            .strip()
                            .lines()
                            .findFirst()
                            .orElse("")
                            .strip());
        } catch (IllegalArgumentException wrong) {
            throw new BadFileException(file, wrong.getMessage());
        }
    }

    private static ObjectMapper mapper(Path file) {
        ObjectMapper mapper = file.toString().endsWith(".json") ? new JsonMapper() : new YAMLMapper();
        return mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    private static List<Map<Setting, String>> parts(JsonNode root) {
        if (!root.isObject() || root.isEmpty()) {
            throw new IllegalArgumentException("is not a grid: it needs settings, as in layers: 2..10");
        }
        JsonNode grids = root.get(GRIDS);
        Map<Setting, String> common = settings(root, Arrays.asList(Setting.values()));
        if (grids == null) {
            return List.of(common);
        }
        if (!grids.isArray() || grids.isEmpty()) {
            throw new IllegalArgumentException("grids must be a list of settings");
        }
        List<Map<Setting, String>> parts = new ArrayList<>();
        for (JsonNode part : grids) {
            if (!part.isObject()) {
                throw new IllegalArgumentException("grids must be a list of settings");
            }
            parts.add(GridText.over(common, settings(part, Setting.ofAPart())));
        }
        return parts;
    }

    private static Map<Setting, String> settings(JsonNode node, List<Setting> allowed) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!(field.getKey().equals(GRIDS) && allowed.contains(Setting.SEEDS))) {
                Setting setting = Setting.parse(field.getKey(), allowed);
                settings.put(setting, text(setting, field.getValue()));
            }
        }
        return settings;
    }

    private static String text(Setting setting, JsonNode value) {
        if (value.isArray() && !value.isEmpty()) {
            return String.join(
                    ",",
                    StreamSupport.stream(value.spliterator(), false)
                            .map(item -> text(setting, item))
                            .toList());
        }
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException(setting.text() + " must be a value, a range or a list of them");
        }
        return value.asText();
    }
}
