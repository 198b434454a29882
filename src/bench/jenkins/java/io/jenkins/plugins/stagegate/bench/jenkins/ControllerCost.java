package io.jenkins.plugins.stagegate.bench.jenkins;

import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.lang.management.ManagementFactory;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What 200 actions in 20 stages cost a controller, beside Scripted and Declarative Pipeline in the same JVM, in turns.
 *
 * <p>Not a test: it asserts nothing but that the builds succeed. {@code -Dbench.rounds=5} and {@code -Dbench.warmUp=3} say how
 * often.
 */
public class ControllerCost {
    private static final int STAGES = 20;
    private static final int ACTIONS = 10;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<String> localRepositories =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

    private String repository;

    public ControllerCost() {
        jenkins.timeout = 0;
    }

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
    }

    @Test
    public void actionsThatDoNothingWhenEveryStepSurvives() throws Exception {
        compare("echo, MAX_SURVIVABILITY", Flow.ofNothing(STAGES, ACTIONS), FlowDurabilityHint.MAX_SURVIVABILITY, 1);
    }

    @Test
    public void actionsThatDoNothingWhenSpeedCounts() throws Exception {
        compare(
                "echo, PERFORMANCE_OPTIMIZED",
                Flow.ofNothing(STAGES, ACTIONS),
                FlowDurabilityHint.PERFORMANCE_OPTIMIZED,
                1);
    }

    @Test
    public void shellsOnAnAgentWhenEveryStepSurvives() throws Exception {
        shells(FlowDurabilityHint.MAX_SURVIVABILITY);
    }

    @Test
    public void shellsOnAnAgentWhenSpeedCounts() throws Exception {
        shells(FlowDurabilityHint.PERFORMANCE_OPTIMIZED);
    }

    private void shells(FlowDurabilityHint durability) throws Exception {
        jenkins.waitOnline(jenkins.createSlave("bench", "bench", null));
        compare("sh 'true' on an agent, " + durability, Flow.ofShells(STAGES, ACTIONS, "bench"), durability, 2);
    }

    /** @param times how much longer a round takes than one that does nothing, so that there are fewer of them */
    private void compare(String title, Flow flow, FlowDurabilityHint durability, int times) throws Exception {
        System.out.printf(
                "load %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        var release = job("release", new ReleasePipelineDefinition(flow.release(repository)), durability);
        var scripted = job("scripted", new CpsFlowDefinition(flow.scripted(), true), durability);
        var declarative = job("declarative", new CpsFlowDefinition(flow.declarative(), true), durability);
        new Turns(title)
                .add("Stage Gate", () -> jenkins.buildAndAssertSuccess(release))
                .add("Scripted Pipeline", () -> jenkins.buildAndAssertSuccess(scripted))
                .add("Declarative Pipeline", () -> jenkins.buildAndAssertSuccess(declarative))
                .run(Integer.getInteger("bench.warmUp", 3) / times, Integer.getInteger("bench.rounds", 5) / times);
    }

    private WorkflowJob job(String name, FlowDefinition definition, FlowDurabilityHint durability) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(definition);
        job.addProperty(new DurabilityHintJobProperty(durability));
        return job;
    }
}
