package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What all forms and pages have in common. */
public class FormsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io/jenkins/plugins/stagegate/plugin");
    private static final Path CODE = Path.of("src/main/java/io/jenkins/plugins/stagegate/plugin");
    private static final Pattern FIELD = Pattern.compile("field=\"(\\w+)\"");
    /** Attributes that people read. */
    private static final Pattern SHOWN =
            Pattern.compile("(?:title|header|add|placeholder|tooltip|checkUrlMessage)=\"([^\"]*)\"");

    private static final Pattern TEXT = Pattern.compile(">([^<>]*)<");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");

    /** Classes that say nothing to anybody but those who mend them, or that write code. */
    private static final Set<String> SILENT = Set.of(
            "flow/BodyContext",
            "flow/Flow",
            "flow/FlowStepContext",
            "flow/Graph",
            "flow/NodeForm",
            "flow/NodeMint",
            "flow/Packed",
            "flow/ReleaseFlowExecution",
            "flow/Xml",
            "host/ActionProgram",
            "host/BatchScript");

    /** What reads like a sentence and is none of ours to translate, and why. */
    private static final Map<String, String> NAMES = Map.of(
            "ValidationException: ", "as CodePipeline calls the error",
            " : Start", "as blocks are called in every flow graph",
            " : End", "as blocks are called in every flow graph",
            "branch ", "in the journal",
            "started execution ", "in the audit log",
            "revision of the branch", "under which it is kept",
            "agent 'LABEL'", "as it is written in a definition",
            "agent 'LABEL', agent any", "as it is written in a definition",
            "The security token included in the request is invalid.", "as the service says it, word for word");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    @Test
    public void everyFieldHasAHelpText() throws IOException {
        var without = new ArrayList<String>();
        for (Path form : files(RESOURCES, "config.jelly")) {
            var fields = FIELD.matcher(Files.readString(form));
            while (fields.find()) {
                if (!Files.exists(form.resolveSibling("help-" + fields.group(1) + ".html"))) {
                    without.add(form + ": " + fields.group(1));
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    public void noPageHasAWordThatCannotBeTranslated() throws IOException {
        var words = new ArrayList<String>();
        for (Path page : files(RESOURCES, ".jelly")) {
            var markup = Files.readString(page).replaceAll("(?s)<!--.*?-->|<pre.*?</pre>", "");
            for (Pattern pattern : List.of(SHOWN, TEXT)) {
                var texts = pattern.matcher(markup);
                while (texts.find()) {
                    var fixed = EXPRESSION.matcher(texts.group(1)).replaceAll("");
                    if (fixed.matches("(?s).*\\p{L}{2}.*")) {
                        words.add(page + ": " + fixed.strip());
                    }
                }
            }
        }
        assertThat(words).isEmpty();
    }

    @Test
    public void noClassHasASentenceThatCannotBeTranslated() throws IOException {
        var hard = new TreeMap<String, List<String>>();
        Sentences.in(files(CODE, ".java")).forEach((file, sentences) -> {
            var name = CODE.relativize(file).toString().replace('\\', '/').replace(".java", "");
            sentences.removeAll(NAMES.keySet());
            if (!sentences.isEmpty() && !SILENT.contains(name)) {
                hard.put(name, sentences);
            }
        });
        assertThat(hard).isEmpty();
    }

    @Test
    public void sentencesAreFoundWhereverTheyStand() throws IOException {
        var file = folder.newFile("Hook.java").toPath();
        Files.writeString(
                file,
                """
                /** A comment is none. */
                @Marked("Nor is what stands here.")
                final class Hook {
                    private static final Logger LOGGER = Logger.getLogger("one.word");
                    private static final String ANSWER = "It is not the right one.";

                    String answer(int size) throws IOException {
                        LOGGER.log(Level.FINE, e, () -> "Not for people " + size);
                        Audit.note("Jenkins", "changed this");
                        if (size > 4) {
                            throw new IOException("The body may have " + size + " bytes");
                        }
                        return size < 0 ? "<p class=\\"a b\\">" : say(() -> "Nothing to do: " + size);
                    }
                }
                """);

        assertThat(Sentences.in(List.of(file)).get(file))
                .containsExactly("It is not the right one.", "The body may have ", " bytes", "Nothing to do: ");
    }

    @Test
    public void everyMessageIsSaidSomewhere() throws IOException {
        var unused = new TreeSet<String>();
        for (Path messages : files(RESOURCES, "Messages.properties")) {
            var known = new Properties();
            try (var reader = Files.newBufferedReader(messages)) {
                known.load(reader);
            }
            var code = new StringBuilder();
            for (Path file : files(CODE.resolve(RESOURCES.relativize(messages.getParent())), ".java")) {
                code.append(Files.readString(file));
            }
            for (String key : known.stringPropertyNames()) {
                if (!Pattern.compile("_?" + key.replace('.', '_') + "\\b")
                                .matcher(code)
                                .find()
                        && !code.toString().contains("\"" + key)) {
                    unused.add(RESOURCES.relativize(messages) + ": " + key);
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    public void everyCheckOfAFieldIsAPost() throws IOException {
        var open = new ArrayList<String>();
        for (Path file : files(CODE, ".java")) {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(" doCheck") || lines.get(i).contains(" doFill")) {
                    var above = String.join(" ", lines.subList(Math.max(0, i - 3), i));
                    if (!above.contains("@RequirePOST") && !above.contains("@POST")) {
                        open.add(file + ":" + (i + 1));
                    }
                }
            }
        }
        assertThat(open).isEmpty();
    }
}
