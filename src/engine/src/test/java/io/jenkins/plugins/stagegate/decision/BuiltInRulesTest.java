package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.Test;

/** The rules that the engine judges itself. */
public class BuiltInRulesTest {
    /** A Monday. */
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private static final BuiltInRule CHECK = new VariableCheck();
    private static final BuiltInRule WINDOW = new DeploymentWindow();

    @Test
    public void aVariableIsComparedInFourWays() {
        assertThat(compare("EQ", "1.4", "1.4").summary()).isEqualTo("'1.4' EQ '1.4' is true.");
        assertThat(compare("EQ", "1.4", "1.5").holds()).isFalse();
        assertThat(compare("NE", "1.4", "1.5").holds()).isTrue();
        assertThat(compare("NE", "1.4", "1.4").holds()).isFalse();
        assertThat(compare("CONTAINS", "1.4", ".4").holds()).isTrue();
        assertThat(compare("CONTAINS", "1.4", "5").holds()).isFalse();
        assertThat(compare("MATCHES", "1.4", "[0-9.]+").holds()).isTrue();
        assertThat(compare("MATCHES", "1.4-rc", "[0-9.]+").holds()).isFalse();
    }

    @Test
    public void anythingElseIsNoComparison() {
        assertThat(compare("LIKE", "1.4", "1.4"))
                .isEqualTo(new BuiltInRule.Judgement(
                        false, "The operator 'LIKE' is not one of EQ, NE, CONTAINS, MATCHES."));
        assertThat(compare("MATCHES", "1.4", "[0-9").holds()).isFalse();
        assertThat(compare("MATCHES", "1.4", "[0-9").summary()).startsWith("The pattern '[0-9' is not valid:");
    }

    /** It is the engine's thread that compares. */
    @Test
    public void aPatternThatNeedsTooManyStepsIsGivenUp() {
        var judged = compare("MATCHES", "a".repeat(40) + "!", "(.*a){12}");
        assertThat(judged.holds()).isFalse();
        assertThat(judged.summary()).contains("needs too many steps on this value");
    }

    private static BuiltInRule.Judgement compare(String operator, String actual, String wanted) {
        return CHECK.judge(Map.of("Variable", actual, "Operator", operator, "Value", wanted), NINE)
                .orElseThrow();
    }

    @Test
    public void aWindowHoldsWhileItIsOpenAndSaysWhenItOpens() {
        var window = Map.of("Cron", "* * 10-12 ? * MON-FRI", "TimeZone", "UTC");
        assertThat(WINDOW.judge(window, NINE)).isEmpty();
        assertThat(WINDOW.next(window, NINE)).contains(NINE.plusSeconds(3600));
        assertThat(WINDOW.judge(window, NINE.plusSeconds(3600)).orElseThrow().holds())
                .isTrue();
    }

    @Test
    public void aWindowIsReadInItsTimeZone() {
        var window = Map.of("Cron", "* * 10-12 ? * MON-FRI", "TimeZone", "Europe/Berlin");
        assertThat(WINDOW.judge(window, NINE).orElseThrow().holds()).isTrue();
    }

    @Test
    public void aWindowThatNobodyUnderstandsIsNeverOpen() {
        var window = Map.of("Cron", "whenever", "TimeZone", "UTC");
        var judged = WINDOW.judge(window, NINE).orElseThrow();
        assertThat(judged.holds()).isFalse();
        assertThat(judged.summary()).startsWith("The window 'whenever' in time zone 'UTC' cannot be understood:");
        assertThat(WINDOW.next(window, NINE)).isEmpty();
    }
}
