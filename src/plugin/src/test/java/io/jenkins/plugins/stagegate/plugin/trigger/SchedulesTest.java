package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import java.time.Duration;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What the clock starts. Its times are far away, so that the real clock starts nothing. */
public class SchedulesTest {
    private static final String THREE = "schedule cron: '0 0 3 1 1 ? 2099', timeZone: 'Europe/Berlin'";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final HookedShop shop = new HookedShop();

    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        HookedShop.prepare();
        job = JENKINS.createProject(WorkflowJob.class);
        shop.define(job, THREE);
    }

    @Test
    public void startsOnceAtTheTimeOfItsZone() throws Exception {
        tick("2099-01-01T01:59:00Z");
        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).isEmpty();

        tick("2099-01-01T02:00:00Z");
        Eventually.of(() -> assertThat(job.getBuilds()).hasSize(1));
        JENKINS.waitUntilNoActivity();
        tick("2099-01-01T02:00:05Z");
        tick("2099-01-01T02:00:10Z");

        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).hasSize(1);
        JENKINS.assertLogContains("Started by a trigger: " + THREE, job.getBuildByNumber(1));
    }

    @Test
    public void doesNotMakeUpForATimeAtWhichTheJobWasDisabled() throws Exception {
        tick("2099-01-01T01:59:00Z");
        job.setDisabled(true);
        tick("2099-01-01T02:00:00Z");
        job.setDisabled(false);

        tick("2099-01-01T02:00:05Z");

        JENKINS.waitUntilNoActivity();
        assertThat(job.getBuilds()).isEmpty();
    }

    private void tick(String time) throws Exception {
        var triggers = Triggers.get().listen(Pipelines.get().of(job));
        triggers.tick(Instant.parse(time), Duration.ZERO);
        triggers.settle();
    }
}
