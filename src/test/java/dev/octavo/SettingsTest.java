package dev.octavo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.doctree.DocTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The README tells of each setting, in the words of the interface that reads it. */
class SettingsTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- settings: by SettingsTest -->\n";
    private static final String END = "<!-- end of settings -->\n";

    @Test
    void the_readme_has_every_setting() throws IOException {
        var right = BEGIN + "| Environment variable | Default | |\n|---|---|---|\n" + rows() + END;
        var readme = Files.readString(README);
        assertTrue(readme.contains(BEGIN) && readme.contains(END), "README.md has no place for\n" + right);
        var found = readme.substring(readme.indexOf(BEGIN), readme.indexOf(END) + END.length());
        if (Boolean.getBoolean("octavo.settings.write")) {
            Files.writeString(README, readme.replace(found, right));
            return;
        }
        assertEquals(
                right,
                found,
                "The settings have changed. ./mvnw test -Dtest=SettingsTest -Doctavo.settings.write=true writes them into"
                        + " README.md:\n" + right);
    }

    private static String rows() throws IOException {
        var rows = new TreeMap<String, String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(mappings()));
            var docs = DocTrees.instance(task);
            for (var file : task.parse()) {
                for (var type : file.getTypeDecls()) {
                    var mapping = (ClassTree) type;
                    var prefix = value(mapping.getModifiers(), "ConfigMapping").orElseThrow();
                    var path = new TreePath(new TreePath(file), mapping);
                    add(rows, docs, path, mapping, prefix);
                }
            }
        }
        return String.join("", rows.values());
    }

    /** A method that gives an interface declared beside it is a group, all others are settings. */
    private static void add(
            TreeMap<String, String> rows, DocTrees docs, TreePath path, ClassTree mapping, String prefix) {
        var groups = mapping.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(group -> group.getSimpleName().toString(), group -> group));
        for (var member : mapping.getMembers()) {
            if (!(member instanceof MethodTree setting)) {
                continue;
            }
            var name = isTheGroupItself(setting.getModifiers())
                    ? prefix
                    : prefix + "."
                            + value(setting.getModifiers(), "WithName")
                                    .orElseGet(() -> kebab(setting.getName().toString()));
            var group = groups.get(setting.getReturnType().toString());
            if (group != null) {
                add(rows, docs, new TreePath(path, group), group, name);
                continue;
            }
            var comment = docs.getDocCommentTree(new TreePath(path, setting));
            assertTrue(comment != null, name + " has no Javadoc");
            var standard = value(setting.getModifiers(), "WithDefault").map(text -> "`" + text + "`");
            rows.put(
                    name,
                    "| `%s` | %s | %s |\n"
                            .formatted(
                                    name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                                    standard.orElse(""),
                                    markdown(comment.getFirstSentence())));
        }
    }

    private static List<Path> mappings() throws IOException {
        var mappings = new ArrayList<Path>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains("@ConfigMapping(")) {
                    mappings.add(file);
                }
            }
        }
        return mappings;
    }

    private static boolean isTheGroupItself(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .anyMatch(one -> one.getAnnotationType().toString().equals("WithParentName"));
    }

    private static Optional<String> value(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream()
                .filter(one -> one.getAnnotationType().toString().equals(annotation))
                .map(AnnotationTree::getArguments)
                .map(arguments -> arguments.getFirst() instanceof AssignmentTree named
                        ? named.getExpression()
                        : arguments.getFirst())
                .map(value -> (String) ((LiteralTree) value).getValue())
                .findFirst();
    }

    private static String markdown(List<? extends DocTree> words) {
        return words.stream()
                .map(word -> word instanceof com.sun.source.doctree.LiteralTree code
                        ? "`" + code.getBody().getBody() + "`"
                        : word.toString())
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .replaceFirst("\\.$", "");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
