package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

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
