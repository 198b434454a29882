package io.jenkins.plugins.stagegate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.runtime.Shop;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PipelineReleaseTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private PipelineEngine shop;

    @Before
    public void open() throws Exception {
        var journal = FileJournal.open("shop", folder.getRoot().toPath());
        var history = FileHistory.open(folder.getRoot().toPath());
        shop = PipelineEngine.open(journal, history, Clock.systemUTC(), Runnable::run, timers);
        shop.submit(Shop.define());
    }

    @After
    public void close() throws Exception {
        shop.close();
        timers.shutdownNow();
    }

    @Test
    public void theNewestIsTheLastThatWentThroughAllOfIt() throws Exception {
        Shop.pass(this::submit, "first");
        Shop.pass(this::submit, "second");
        submit(Shop.start("third"));

        assertThat(PipelineRelease.of(shop, Optional.empty()))
                .hasToString("shop #2")
                .satisfies(found -> assertThat(found.variables())
                        .containsEntry("PipelineName", "shop")
                        .containsEntry("ExecutionId", "second")
                        .containsEntry("ExecutionNumber", "2"));
    }

    @Test
    public void anOlderOneCanBeNamed() throws Exception {
        Shop.pass(this::submit, "first");
        Shop.pass(this::submit, "second");

        assertThat(PipelineRelease.of(shop, Optional.of("first")).as("Upstream").id())
                .isEqualTo("first");
    }

    @Test
    public void isFoundWhereManyLaterOnesDidNotSucceed() throws Exception {
        Shop.pass(this::submit, "good");
        for (int i = 0; i < 45; i++) {
            submit(Shop.start("bad" + i));
        }

        assertThat(PipelineRelease.newest(shop, 0))
                .hasValueSatisfying(found -> assertThat(found.execution().id()).isEqualTo("good"));
    }

    @Test
    public void nothingIsNewAboveTheNumberThatIsKnown() throws Exception {
        Shop.pass(this::submit, "first");

        assertThat(PipelineRelease.newest(shop, 1)).isEmpty();
        assertThat(PipelineRelease.newest(shop, 0)).isPresent();
    }

    @Test
    public void whatDidNotSucceedIsRefusedByItsNumber() throws Exception {
        submit(Shop.start("first"));

        assertThatThrownBy(() -> PipelineRelease.of(shop, Optional.empty()))
                .isInstanceOf(SourceException.class)
                .hasMessage("No execution of 'shop' has succeeded yet. Release it first.");
        assertThatThrownBy(() -> PipelineRelease.of(shop, Optional.of("first")))
                .hasMessageContaining("Execution 1 of 'shop' did not succeed");
        assertThatThrownBy(() -> PipelineRelease.of(shop, Optional.of("nothing")))
                .hasMessageContaining("'shop' has no execution nothing");
    }

    @Test
    public void anArtifactThatItDidNotPutOutIsRefusedWithTheNearest() throws Exception {
        Shop.pass(this::submit, "first");
        var release = PipelineRelease.of(shop, Optional.empty());

        assertThat(release.artifact("AppSource").size()).isEqualTo(1);
        assertThatThrownBy(() -> release.artifact("AppSorce"))
                .hasMessageContaining("shop #1 put out no artifact 'AppSorce', but AppSource.")
                .hasMessageContaining("Did you mean");
    }

    private PipelineState submit(Command command) throws Exception {
        shop.submit(command);
        return shop.state();
    }
}
