package io.jenkins.plugins.stagegate.plugin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Waiting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;

/** Why executions wait, in the reader's language. */
public class WaitingWordsTest {
    /** The details that the engine tells with a reason. */
    private static final Map<Waiting.Reason, List<String>> DETAILS = Map.of(
            Waiting.Reason.APPROVAL, List.of("action", "missing", "submitters"),
            Waiting.Reason.TRANSITION_CLOSED, List.of("stage", "by", "why"),
            Waiting.Reason.STAGE_BUSY, List.of("stage", "inside", "ahead"),
            Waiting.Reason.QUEUE, List.of("stage", "position", "ahead"),
            Waiting.Reason.CONDITION, List.of("rule", "expires"),
            Waiting.Reason.RETRY, List.of("stage", "due"),
            Waiting.Reason.WORKER, List.of("action", "provider", "expires"),
            Waiting.Reason.STOPPED_LINE, List.of("by", "scope", "why", "until"));

    private static Waiting waiting(Waiting.Reason reason, Map<String, String> details) {
        return new Waiting(
                "1", "Production", reason, Instant.EPOCH, "In the engine's words.", "Nobody", List.of(), details);
    }

    @Test
    public void hasAPhraseForEveryReasonAndASensibleOneForOneApproval() {
        assertThat(WaitingWords.in(
                        Locale.GERMANY, waiting(Waiting.Reason.APPROVAL, Map.of("action", "ShipIt", "missing", "1"))))
                .isEqualTo("Wartet bei ShipIt auf eine Freigabe.");
        assertThat(WaitingWords.in(
                        Locale.GERMAN, waiting(Waiting.Reason.APPROVAL, Map.of("action", "ShipIt", "missing", "2"))))
                .isEqualTo("Wartet bei ShipIt auf 2 Freigaben.");
        for (Waiting.Reason reason : Waiting.Reason.values()) {
            var details = new HashMap<String, String>();
            DETAILS.get(reason).forEach(name -> details.put(name, "[" + name + "]"));

            var words = WaitingWords.in(Locale.GERMAN, waiting(reason, details));

            assertThat(words)
                    .as(reason.name())
                    .isNotEqualTo("In the engine's words.")
                    .doesNotContain("{", "}");
            assertThat(details.values()).as(words).anyMatch(words::contains);
        }
    }

    @Test
    public void takesWhatPeopleWroteAsItIs() {
        var words = WaitingWords.in(
                Locale.GERMAN,
                waiting(Waiting.Reason.TRANSITION_CLOSED, Map.of("stage", "P", "by", "ada", "why", "{by} $1 \\ {x}")));

        assertThat(words).isEqualTo("Der Weg nach P ist von ada geschlossen: {by} $1 \\ {x}");
    }

    @Test
    public void leavesTheEnginesWordsToAllOtherLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH, Locale.ROOT)) {
            assertThat(WaitingWords.in(locale, waiting(Waiting.Reason.QUEUE, Map.of())))
                    .isEqualTo("In the engine's words.");
        }
    }
}
