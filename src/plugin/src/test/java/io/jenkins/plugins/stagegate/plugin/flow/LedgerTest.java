package io.jenkins.plugins.stagegate.plugin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class LedgerTest {
    @Test
    public void writesEachTimeWhatIsUnderWayAndOnceWhatHasEnded() {
        var ledger = new Ledger();
        ledger.trunk = "7";
        ledger.group = new Ledger.OpenGroup(1, "2");
        ledger.group.actions.addAll(List.of("over", "runs"));
        ledger.actions.put("over", entry("3", true, 1));
        ledger.actions.put("runs", entry("5", false, 1));

        var written = ledger.underWay();

        assertThat(written.trunk).isEqualTo("7");
        assertThat(written.actions).containsOnlyKeys("runs");
        assertThat(written.with(Map.of("over", entry("3", true, 1))).actions.keySet())
                .containsExactly("over", "runs");
    }

    @Test
    public void forgetsAfterACrashTheActionsThatHadNotBegun() {
        var ledger = new Ledger();
        ledger.group = new Ledger.OpenGroup(1, "2");
        ledger.group.actions.addAll(List.of("over", "runs", "fresh"));
        ledger.actions.put("over", entry("3", true, 0));
        ledger.actions.put("runs", entry("5", false, 1));
        ledger.actions.put("fresh", entry("6", false, 0));

        ledger.forgetThoseNotBegun();

        assertThat(ledger.actions).containsOnlyKeys("over", "runs");
        assertThat(ledger.group.actions).containsExactly("over", "runs");
    }

    private static Ledger.Entry entry(String start, boolean ended, int program) {
        var entry = new Ledger.Entry("An action", start);
        entry.ended = ended;
        entry.program = program;
        return entry;
    }
}
