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
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.JUnitSoftAssertions;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;

/**
 * Pages, forms, and what commands and hooks are answered speak German. Logs, problems of definitions, and what is written down for good
 * are English.
 */
public class TranslationsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io");
    private static final Pattern WORDS = Pattern.compile("\\$\\{%([^}]+?)(\\(it\\.[^)]*\\))?}");
    private static final String GERMAN = "_de.properties";

    /** Where messages go that are English in every language, by how they begin. */
    private static final Map<String, String> RECORDS = Map.ofEntries(
            Map.entry("downstream/", "the log and the failure of a build"),
            Map.entry("event/HookListener.", "the log of Jenkins"),
            Map.entry("flow/", "the log and the graph of a build"),
            Map.entry("gate/GateScope.", "the definition in the journal"),
            Map.entry("host/", "the log, the description and the graph of a build, and the journal"),
            Map.entry("job/ChosenCommit.", "the log of a build"),
            Map.entry("job/DefinitionFile.", "the log of a build"),
            Map.entry("line/", "the journal"),
            Map.entry("multibranch/BranchDefinition.", "the log of a build"),
            Map.entry("multibranch/ReleaseBranchFactory.", "the log of a scan"),
            Map.entry("notify/Notices.", "the log of a build"),
            Map.entry("notify/NotifierCheck.", "problems of definitions"),
            Map.entry("provider/", "problems of definitions"),
            Map.entry("settings/StageGateSettings.", "the log of a build"),
            Map.entry("steps/", "problems of definitions"),
            Map.entry("trigger/TriggeredJob.", "what is kept of deliveries"),
            Map.entry("ui/Changes.thisPipeline", "the journal"),
            Map.entry("web/", "the log of a build, or of Jenkins"),
            Map.entry("wire/", "what clients of CodePipeline's are answered"));

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
    public void everyMessageIsTranslatedOrForARecord() throws IOException {
        var pages = files.stream()
                .filter(file -> file.endsWith("Messages.properties"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(10);
        var unused = new TreeSet<>(RECORDS.keySet());
        for (Path english : pages) {
            var part = english.getParent().getFileName().toString();
            var german = english.resolveSibling("Messages" + GERMAN);
            var words = new TreeSet<>(properties(english).stringPropertyNames());
            words.removeAll(properties(german).stringPropertyNames());
            words.removeIf(word -> RECORDS.keySet().stream()
                    .filter(record -> (part + "/" + word).startsWith(record))
                    .peek(unused::remove)
                    .findAny()
                    .isPresent());
            found.assertThat(words).as("%s", german).isEmpty();
        }
        found.assertThat(unused).as("no longer needed").isEmpty();
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
