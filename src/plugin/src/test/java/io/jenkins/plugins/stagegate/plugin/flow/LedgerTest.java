package io.jenkins.plugins.stagegate.plugin.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
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

    @Test
    public void isReadAsItWasWritten() throws IOException {
        var ledger = new Ledger();
        ledger.lastNode = 12;
        ledger.trunk = "7";
        ledger.clean = true;
        ledger.stage = new Ledger.OpenStage("Build/1", "Build", "2");
        ledger.group = new Ledger.OpenGroup(3, "4");
        ledger.group.actions.add("runs");
        ledger.wait = new Ledger.Wait("Test/1", "5");
        ledger.closedStages.addAll(List.of("Source/1", "Über/2"));
        var entry = entry("6", false, 2);
        entry.stopping = "Enough";
        ledger.actions.put("runs", entry);
        ledger.ending = new Ledger.Ending(Result.FAILURE, "No");

        assertThat(LedgerForm.readLedger(LedgerForm.write(ledger)))
                .usingRecursiveComparison()
                .isEqualTo(ledger);
        assertThat(LedgerForm.readEntry(LedgerForm.write(entry)))
                .usingRecursiveComparison()
                .isEqualTo(entry);
    }

    @Test
    public void isReadWithoutWhatItDoesNotHave() throws IOException {
        var ledger = new Ledger();
        ledger.trunk = "1";
        ledger.ending = new Ledger.Ending(Result.SUCCESS, null);

        assertThat(LedgerForm.readLedger(LedgerForm.write(ledger)))
                .usingRecursiveComparison()
                .isEqualTo(ledger);
    }

    @Test
    public void isReadAsAnOlderVersionHasWrittenIt() throws IOException {
        var xml =
                """
                <?xml version="1.1" encoding="UTF-8"?>
                <ledger>
                  <lastNode>4</lastNode>
                  <trunk>3</trunk>
                  <clean>false</clean>
                  <group>
                    <runOrder>1</runOrder>
                    <start>3</start>
                    <actions class="linked-hash-set"><string>a</string></actions>
                  </group>
                  <closedStages class="linked-hash-set"/>
                  <actions class="linked-hash-map">
                    <entry>
                      <string>a</string>
                      <action><name>App</name><start>4</start><head>4</head><program>1</program></action>
                    </entry>
                  </actions>
                </ledger>
                """;

        var ledger = LedgerForm.readLedger(xml.getBytes(UTF_8));

        assertThat(ledger.group.actions).containsExactly("a");
        assertThat(ledger.actions.get("a").program).isEqualTo(1);
    }

    private static Ledger.Entry entry(String start, boolean ended, int program) {
        var entry = new Ledger.Entry("An action", start);
        entry.ended = ended;
        entry.program = program;
        return entry;
    }
}
