package dev.octavo.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How much of something an answer shows: what {@code fields} names, and what {@code include} adds. Whoever makes the answer asks
 * what is wanted, and reads and computes no more.
 */
public final class Selection {
    private static final int DEEPEST = 3;

    /** What is shown unless asked otherwise. */
    public static final Selection USUAL = new Selection(null, Set.of());

    private final Tree chosen;
    private final Set<String> included;

    /** Properties and those below them; without any below, all of it. */
    private static final class Tree extends TreeMap<String, Tree> {
        private static final long serialVersionUID = 1;
    }

    private Selection(Tree chosen, Set<String> included) {
        this.chosen = chosen;
        this.included = included;
    }

    /**
     * @param fields as in {@code id,title,author.name}; null for what is shown unless asked otherwise
     * @param include as in {@code tags,comments}; null for nothing more
     */
    static Selection of(String fields, String include) {
        var included = include == null ? Set.<String>of() : new LinkedHashSet<>(List.of(include.split(",", -1)));
        if (fields == null) {
            return new Selection(null, included);
        }
        var chosen = new Tree();
        List.of(fields.split(",", -1)).forEach(path -> choose(chosen, path.split("\\.", -1)));
        included.forEach(name -> chosen.putIfAbsent(name, new Tree()));
        return new Selection(chosen, included);
    }

    /** The whole of something holds its parts. */
    private static void choose(Tree chosen, String[] path) {
        var place = chosen;
        for (int i = 0; i < path.length; i++) {
            var known = place.get(path[i]);
            if (i == path.length - 1 || known != null && known.isEmpty()) {
                place.put(path[i], new Tree());
                return;
            }
            place = place.computeIfAbsent(path[i], name -> new Tree());
        }
    }

    /**
     * @param view the records of the answer, or what they are sealed by
     * @param within the records behind what it knows as interfaces only
     * @param includable what can be added
     * @throws InvalidInput if something is named that there is not
     */
    Selection among(Class<?> view, Collection<Class<?>> within, Set<String> includable) {
        for (var name : included) {
            if (!includable.contains(name)) {
                throw unknown("include", name, includable);
            }
        }
        if (chosen != null) {
            check(chosen, "", List.of(view), within, 1);
        }
        return this;
    }

    private static void check(
            Tree chosen, String above, Collection<Class<?>> views, Collection<Class<?>> within, int level) {
        var known = properties(views, within);
        chosen.forEach((name, below) -> {
            if (!known.containsKey(name)) {
                throw unknown("fields", above + name, known.keySet());
            }
            if (level > DEEPEST) {
                throw InvalidInput.parameter(
                        "fields", "too-deep", "goes deeper than " + DEEPEST + " levels in " + above + name);
            }
            check(below, above + name + ".", known.get(name), within, level + 1);
        });
    }

    private static InvalidInput unknown(String parameter, String name, Collection<String> known) {
        return InvalidInput.parameter(
                parameter,
                "unknown-field",
                "names " + name + "; "
                        + (known.isEmpty() ? "there is nothing below it" : "there are " + String.join(", ", known))
                        + Spelling.hint(name.substring(name.lastIndexOf('.') + 1), known));
    }

    /** The properties of records, and of what records they are themselves. */
    private static Map<String, Collection<Class<?>>> properties(
            Collection<Class<?>> views, Collection<Class<?>> within) {
        var properties = new LinkedHashMap<String, Collection<Class<?>>>();
        views.stream()
                .flatMap(view -> view.isSealed()
                        ? Arrays.stream(view.getPermittedSubclasses())
                        : view.isInterface() ? within.stream().filter(view::isAssignableFrom) : Stream.of(view))
                .filter(Class::isRecord)
                .flatMap(view -> Arrays.stream(view.getRecordComponents()))
                .filter(component -> component.getAccessor().getAnnotation(JsonIgnore.class) == null)
                .forEach(component -> properties
                        .computeIfAbsent(component.getName(), name -> new LinkedHashSet<>())
                        .add(element(component.getGenericType())));
        return properties;
    }

    private static Class<?> element(Type type) {
        return switch (type) {
            case Class<?> view -> view;
            case ParameterizedType many -> element(many.getActualTypeArguments()[0]);
            default -> Object.class;
        };
    }

    /** This and something more. */
    public Selection with(String property) {
        var more = new LinkedHashSet<>(included);
        more.add(property);
        return new Selection(chosen, more);
    }

    /** Whether everything is shown that is unless asked otherwise. */
    public boolean isUsual() {
        return chosen == null;
    }

    /** Whether a property is shown, of those that are unless asked otherwise. */
    public boolean shows(String property) {
        return chosen == null || chosen.containsKey(property);
    }

    /** Whether a property is shown that is not unless asked for. */
    public boolean names(String property) {
        return included.contains(property) || chosen != null && chosen.containsKey(property);
    }

    /** Whether it was {@code include} that asked for a property. */
    public boolean includes(String property) {
        return included.contains(property);
    }

    /** The names of the properties that are shown, where these are unless asked otherwise. */
    public Collection<String> shown(Collection<String> usually) {
        return Stream.of(chosen == null ? usually : chosen.keySet(), included)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    /** Takes away what is not asked for, of one or of each of a page. */
    void prune(JsonNode view) {
        if (chosen != null) {
            prune(view, chosen);
        }
    }

    private static void prune(JsonNode node, Tree wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        if (node instanceof ObjectNode object) {
            object.retain(wanted.keySet());
            wanted.forEach((name, below) -> prune(object.path(name), below));
        } else {
            node.forEach(item -> prune(item, wanted));
        }
    }
}
