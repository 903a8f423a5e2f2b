package dev.octavo.post;

import dev.octavo.http.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the YAML of a file that somebody sends: small, without what makes small files large, and of its core schema only. */
final class Yaml {
    private static final int DEEPEST = 10;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(65_536)
            .setAllowDuplicateKeys(false)
            .build();

    private Yaml() {}

    /**
     * @throws InvalidInput if it is no list of keys and values, or could exhaust the memory
     */
    static Map<String, Object> typed(String yaml) {
        try {
            refuseBombs(yaml);
            var values = new Load(SETTINGS).loadFromString(yaml);
            var result = new LinkedHashMap<String, Object>();
            if (values == null) {
                return result;
            }
            if (values instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
                map.forEach((key, value) -> result.put((String) key, value));
                return result;
            }
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark()
                    .map(mark -> " (line " + (mark.getLine() + 2) + ")")
                    .orElse("");
            throw InvalidInput.at("", "front-matter", "has front matter that is not well-formed YAML" + line);
        } catch (YamlEngineException e) {
            throw InvalidInput.at("", "front-matter", "has front matter that is too large, or not YAML");
        }
        throw InvalidInput.at("", "front-matter", "has front matter that is not a list of keys and values");
    }

    /** The same once it is known to be well-formed, as texts and lists of texts; null in any spelling is nothing, not the text "null". */
    static Map<String, Object> asWritten(String yaml) {
        var texts = new LinkedHashMap<String, Object>();
        if (new Compose(SETTINGS).composeString(yaml).orElse(null) instanceof MappingNode keys) {
            for (var entry : keys.getValue()) {
                texts.put(((ScalarNode) entry.getKeyNode()).getValue(), asWritten(entry.getValueNode()));
            }
        }
        return texts;
    }

    private static Object asWritten(Node node) {
        return switch (node) {
            case ScalarNode scalar ->
                scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue().strip();
            case SequenceNode list ->
                list.getValue().stream().map(Yaml::asWritten).toList();
            default -> node;
        };
    }

    /** Aliases are how a small file becomes a large one, and depth is how it exhausts the stack. Front matter needs neither. */
    private static void refuseBombs(String yaml) {
        var depth = 0;
        for (var event : new Parse(SETTINGS).parseString(yaml)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST || event instanceof AliasEvent) {
                throw InvalidInput.at(
                        "", "front-matter", "has front matter with aliases, or deeper than " + DEEPEST + " levels");
            }
        }
    }
}
