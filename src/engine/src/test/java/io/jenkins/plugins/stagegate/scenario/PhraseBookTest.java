package io.jenkins.plugins.stagegate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Whatever the engine says in its stories, the view can say in its reader's language. */
public class PhraseBookTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Path BOOK =
            Path.of("../view/src/main/resources/io/jenkins/plugins/stagegate/view/strings/host-de.js");
    private static final Pattern SENTENCE =
            Pattern.compile("^ {2}\\[(['\"])((?:\\\\.|(?!\\1).)*)\\1, ", Pattern.MULTILINE);

    /** The last phrase takes any two words with a colon between them, and says nothing. */
    private static final String ANYTHING = "{rule}: {said}";

    /** What the cast of the stories says. */
    private static final Set<String> LINES = Set.of("", "looked", "exit code 1", "no licence");

    @Test
    public void hasEverySentenceOfTheScenarios() throws IOException {
        var phrases = phrases();
        var said = new LinkedHashSet<String>();
        try (var files = Files.list(SCENARIOS)) {
            for (Path file : files.sorted().toList()) {
                var scenario = new Scenario();
                scenario.play(Files.readString(file));
                scenario.refusals().stream().map(Refusal::message).forEach(said::add);
                scenario.events().stream()
                        .map(Recorded::event)
                        .flatMap(PhraseBookTest::sentences)
                        .forEach(said::add);
                scenario.past().stream()
                        .filter(execution -> execution.stop().isEmpty())
                        .map(Execution::summary)
                        .forEach(said::add);
            }
        }
        said.removeAll(LINES);

        assertThat(said).hasSizeGreaterThan(30);
        said.removeIf(sentence ->
                phrases.stream().anyMatch(phrase -> phrase.matcher(sentence).matches()));
        assertThat(said).as("what %s lacks", BOOK.getFileName()).isEmpty();
    }

    private static Stream<String> sentences(Event event) {
        if (event instanceof Event.StageFailed failed) {
            return Stream.of(failed.summary());
        }
        if (event instanceof Event.StageSkipped skipped) {
            return Stream.of(withoutRule(skipped.summary()));
        }
        if (event instanceof Event.StageCancelled cancelled) {
            return Stream.of(cancelled.summary());
        }
        if (event instanceof Event.RuleSucceeded held) {
            return Stream.of(held.summary());
        }
        if (event instanceof Event.RuleFailed failed) {
            return Stream.of(failed.summary());
        }
        return event instanceof Event.ActionFailed failed
                ? Stream.of(failed.failure().message())
                : Stream.of();
    }

    private static String withoutRule(String summary) {
        return summary.replaceFirst("^\\w+: ", "");
    }

    private static List<Pattern> phrases() throws IOException {
        return SENTENCE.matcher(Files.readString(BOOK))
                .results()
                .map(found -> found.group(2).replace("\\'", "'"))
                .filter(sentence -> !sentence.equals(ANYTHING))
                .map(PhraseBookTest::pattern)
                .toList();
    }

    private static Pattern pattern(String sentence) {
        var pieces = sentence.split("\\{\\w+}", -1);
        return Pattern.compile(
                Stream.of(pieces)
                        .map(Pattern::quote)
                        .reduce((one, other) -> one + ".*?" + other)
                        .orElseThrow(),
                Pattern.DOTALL);
    }
}
