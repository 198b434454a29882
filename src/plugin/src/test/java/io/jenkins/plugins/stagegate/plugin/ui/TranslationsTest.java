package io.jenkins.plugins.stagegate.plugin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.JUnitSoftAssertions;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;

/** Pages and forms speak German. Logs, commands, problems of definitions, and what is written down for good are English. */
public class TranslationsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io");
    private static final Pattern WORDS = Pattern.compile("\\$\\{%([^}]+?)(\\(it\\.[^)]*\\))?}");
    private static final String GERMAN = "_de.properties";

    private static List<Path> files;

    @Rule
    public final JUnitSoftAssertions found = new JUnitSoftAssertions();

    @BeforeClass
    public static void list() throws IOException {
        try (var all = Files.walk(RESOURCES)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    public void everyWordOfAPageIsTranslated() throws IOException {
        for (Path page : files) {
            if (page.toString().endsWith(".jelly")) {
                var words = new TreeSet<String>();
                WORDS.matcher(Files.readString(page)).results().forEach(match -> words.add(match.group(1)));
                var german = page.resolveSibling(page.getFileName().toString().replace(".jelly", GERMAN));
                if (!words.isEmpty()) {
                    found.assertThat(properties(german).stringPropertyNames())
                            .as("%s", german)
                            .containsExactlyInAnyOrderElementsOf(words);
                }
            }
        }
    }

    @Test
    public void whatIsTranslatedIsThere() throws IOException {
        for (Path german : files) {
            if (german.endsWith("Messages" + GERMAN)) {
                var english = properties(german.resolveSibling("Messages.properties"));
                for (var word : properties(german).stringPropertyNames()) {
                    found.assertThat(english.getProperty(word))
                            .as("%s: %s", german, word)
                            .isNotNull();
                    found.assertThat(places(properties(german).getProperty(word)))
                            .as("%s: %s", german, word)
                            .isEqualTo(places(english.getProperty(word, "")));
                }
            }
        }
    }

    @Test
    public void everyNameThatIsShownIsTranslated() throws IOException {
        var pages = files.stream()
                .filter(file -> file.endsWith("Messages.properties"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(10);
        for (Path english : pages) {
            var names = properties(english).stringPropertyNames().stream()
                    .filter(word -> word.endsWith(".displayName") && !word.contains("Step."))
                    .toList();
            var german = english.resolveSibling("Messages" + GERMAN);
            if (!names.isEmpty() && !english.toString().matches(".*/(host|cli|flow|steps)/.*")) {
                found.assertThat(properties(german).stringPropertyNames())
                        .as("%s", german)
                        .containsAll(names);
            }
        }
    }

    @Test
    public void noApostropheIsLost() throws IOException {
        for (Path texts : files) {
            if (texts.toString().endsWith(".properties") && !texts.toString().contains("WaitingWords")) {
                properties(texts).forEach((word, text) -> found.assertThat(
                                text.toString().replaceAll("''|'[{}]'", ""))
                        .as("%s: %s", texts, word)
                        .doesNotContain("'"));
            }
        }
    }

    /** The numbers of what is filled in. */
    private static TreeSet<Integer> places(String text) {
        var places = new TreeSet<Integer>();
        var formats = new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex();
        for (int i = 0; i < formats.length; i++) {
            if (text.contains("{" + i)) {
                places.add(i);
            }
        }
        return places;
    }

    private static Properties properties(Path file) throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                properties.load(reader);
            }
        }
        return properties;
    }
}
