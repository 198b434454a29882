package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.event.EventHook;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins is restarted while somebody has still to be told of events. */
public class EventsRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final EventReceiver receiver = new EventReceiver();

    @Test
    public void tellsAfterwardsWhatNobodyTookBeforeAndNothingTwice() throws Throwable {
        receiver.refuse(true);
        sessions.then(jenkins -> {
            StageGateSettings.get().setAllowedHosts("127.0.0.1");
            StageGateSettings.get().setEventHooks(List.of(new EventHook(receiver.address())));
            var repository = ShopRepository.in(folder.newFolder().toPath());
            var job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), Shop.NOTHING)));
            jenkins.buildAndAssertSuccess(job);
            Eventually.of(() -> assertThat(receiver.refused()).isPositive());
        });
        receiver.refuse(false);
        sessions.then(jenkins ->
                Eventually.of(() -> assertThat(receiver.told()).containsExactlyElementsOf(EventsTest.A_RELEASE)));
    }
}
