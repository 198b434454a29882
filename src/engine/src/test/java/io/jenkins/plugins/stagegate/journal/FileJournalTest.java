package io.jenkins.plugins.stagegate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.Gate;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.runtime.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileJournalTest {
    private static final int EXECUTIONS = 300;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<List<Recorded>> decisions = new ArrayList<>();
    private final List<Execution> forgotten = new ArrayList<>();
    private PipelineState state = PipelineState.empty("shop");

    /** What it forgets at the end only, it has copied with every event: the time would grow with the square. */
    @Test
    public void forgetsOnTheWayWhatIsOver() throws Exception {
        live();
        var together = new ArrayList<Integer>();
        try (var journal = open()) {
            journal.append(decisions.stream().map(journal::spell).toList());
            var replayed = journal.replay(ended -> together.add(ended.size()));
            assertThat(replayed).isEqualTo(state);
        }
        assertThat(together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(EXECUTIONS - 1);
        assertThat(together).allMatch(executions -> executions < 20);
    }

    @Test
    public void handsOnWhatItForgetsAsItWasInTheEnd() throws Exception {
        live();
        try (var journal = open()) {
            journal.append(decisions.stream().map(journal::spell).toList());
            var replayed = new ArrayList<Execution>();
            journal.replay(replayed::addAll);
            assertThat(replayed).isEqualTo(forgotten);
        }
    }

    @Test
    public void goesOnFromASnapshot() throws Exception {
        submit(Shop.define());
        Shop.pass(this::submit, "before");
        try (var journal = open()) {
            journal.snapshot(state);
            decisions.clear();
            Shop.pass(this::submit, "after");
            journal.append(decisions.stream().map(journal::spell).toList());
            assertThat(journal.replay(ended -> {})).isEqualTo(state);
            assertThat(journal.length())
                    .isEqualTo(decisions.stream().mapToInt(List::size).sum());
        }
    }

    @Test
    public void keepsTheGatesThatAreImposed() throws Exception {
        submit(Shop.define());
        var approval = new ApprovalSettings(
                Optional.of("Ship it?"),
                Optional.empty(),
                List.of("board"),
                2,
                false,
                OnNewer.KEEP,
                List.of(),
                List.of());
        submit(new Command.ImposeGates(
                new Gates(List.of(new Gate("Board", "Prod*", approval, Optional.of(Duration.ofDays(1)))))));
        Shop.pass(this::submit, "e1");
        try (var journal = open()) {
            journal.append(decisions.stream().map(journal::spell).toList());
            assertThat(journal.replay(ended -> {})).isEqualTo(state);
            journal.snapshot(state);
        }
        try (var journal = open()) {
            assertThat(journal.replay(ended -> {}).gates()).isEqualTo(state.gates());
        }
    }

    @Test
    public void flushesOnceForSeveralDecisions() throws Exception {
        submit(Shop.define());
        Shop.pass(this::submit, "e1");
        var disk = new FailingDisk();
        try (var journal = FileJournal.open("shop", path(), disk)) {
            var entries = decisions.stream().map(journal::spell).toList();
            int before = disk.flushes();
            journal.append(entries);
            assertThat(disk.flushes() - before).isEqualTo(1);
            assertThat(entries).hasSize(4);
        }
    }

    /** Each decision is whole or not there, though several were written at once. */
    @Test
    public void keepsWholeDecisionsOfAWriteThatWasCut() throws Exception {
        submit(Shop.define());
        Shop.pass(this::submit, "e1");
        try (var journal = open()) {
            journal.append(decisions.stream().map(journal::spell).toList());
        }
        var file = path().resolve("journal");
        var whole = Files.readAllBytes(file);
        var ends = new ArrayList<Long>();
        long events = 0;
        for (List<Recorded> decision : decisions) {
            events += decision.size();
            ends.add(events);
        }
        for (int length = 0; length < whole.length; length += 17) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (var journal = FileJournal.open("shop", path(), new FailingDisk())) {
                long sequence = journal.replay(ended -> {}).sequence();
                assertThat(sequence == 0 || ends.contains(sequence))
                        .as("cut at %d: event %d is the last of a decision", length, sequence)
                        .isTrue();
            }
        }
    }

    @Test
    public void namesTheEventThatIsMissing() throws Exception {
        submit(Shop.define());
        Shop.pass(this::submit, "e1");
        try (var journal = open()) {
            journal.append(List.of(journal.spell(decisions.get(0)), journal.spell(decisions.get(2))));
            assertThatThrownBy(() -> journal.replay(ended -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has event 6 at byte")
                    .hasMessageContaining("where event 2 was expected");
        }
    }

    private void live() throws Exception {
        submit(Shop.define());
        for (int i = 0; i < EXECUTIONS; i++) {
            Shop.pass(this::submit, "execution-" + i);
        }
    }

    private PipelineState submit(Command command) {
        var accepted = (Decision.Accepted) Decider.decide(state, command, NOW);
        decisions.add(accepted.events());
        state = Retention.forget(accepted.state());
        accepted.state().executions().values().stream()
                .filter(execution -> state.execution(execution.id()).isEmpty())
                .forEach(forgotten::add);
        return accepted.state();
    }

    private FileJournal open() throws IOException {
        return FileJournal.open("shop", path());
    }

    private Path path() {
        return folder.getRoot().toPath();
    }
}
