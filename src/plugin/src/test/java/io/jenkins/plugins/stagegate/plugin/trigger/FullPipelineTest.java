package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Queue;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A push that comes while as many executions are under way as there may be. */
public class FullPipelineTest {
    private static final Actor ADA = new Actor("ada", Set.of(), true);
    private static final int MOST = 50;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final HookedShop shop = new HookedShop();

    @Test
    public void waitsUntilThereIsRoom() throws Exception {
        HookedShop.prepare();
        var job = JENKINS.createProject(WorkflowJob.class);
        shop.define(job, "push { branches include: ['main'] }");
        var engine = Pipelines.get().of(job).engine();
        engine.submit(new Command.StopLine("full", "line", "Waits", Optional.empty(), List.of(), ADA));
        for (int i = 0; i < MOST; i++) {
            // Jenkins makes one build of starts that wait in its queue at the same time.
            job.scheduleBuild2(0).waitForStart();
        }
        Eventually.of(() -> assertThat(active(engine)).isEqualTo(MOST));

        shop.github(JENKINS, "push", shop.push("main", "0".repeat(40), shop.commit("price.txt", "2\n")));
        var triggers = Triggers.get().listen(Pipelines.get().of(job));
        triggers.settle();
        assertThat(triggers.waiting()).hasSize(1);
        assertThat(Queue.getInstance().getItems(job)).isEmpty();
        assertThat(job.getBuilds()).hasSize(MOST);

        var last = engine.latest(Long.MAX_VALUE, 1).get(0);
        engine.submit(new Command.Stop(last.id(), true, "", ADA));
        Eventually.of(() -> assertThat(active(engine)).isEqualTo(MOST - 1));
        triggers.wake();

        Eventually.of(() -> assertThat(HookedShop.verdicts(job))
                .containsExactly("started execution 51: branch `main` matched `main`"));
        for (var execution : engine.latest(Long.MAX_VALUE, MOST + 1)) {
            if (execution.status().active()) {
                engine.submit(new Command.Stop(execution.id(), true, "", ADA));
            }
        }
        JENKINS.waitUntilNoActivity();
    }

    private static long active(PipelineEngine engine) {
        return engine.state().executions().values().stream()
                .filter(execution -> execution.status().active())
                .count();
    }
}
