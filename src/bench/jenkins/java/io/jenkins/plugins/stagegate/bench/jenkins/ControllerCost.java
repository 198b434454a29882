package io.jenkins.plugins.stagegate.bench.jenkins;

import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.Serializable;
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
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * What actions in 20 stages, ten in each unless {@code -Dbench.actions} says otherwise, cost a controller, beside Scripted and Declarative Pipeline in the same JVM, in turns.
 *
 * <p>The controller is a real one: in that of {@link JenkinsRule} plugins share one class loader, so that whoever writes XML reads
 * a manifest for each object, and the compiler stops half-way to let tests start sooner. Not a test: it asserts nothing but that
 * the builds succeed. {@code -Dbench.rounds=9} and {@code -Dbench.warmUp=6} say how often; {@code -Dbench.alone=true} leaves out
 * the others and {@code -Dbench.java=-XX:...} gives options to the controller, for a profiler.
 */
public class ControllerCost {
    private static final int STAGES = 20;
    private static final int ACTIONS = Integer.getInteger("bench.actions", 10);

    @Rule
    public final RealJenkinsRule jenkins = new RealJenkinsRule()
            .withTimeout(0)
            .javaOptions("-Xmx768m", "-Dio.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES=true")
            .javaOptions(System.getProperty("bench.java", "-Dbench").split(" "));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
    }

    @Test
    public void actionsThatDoNothingWhenEveryStepSurvives() throws Throwable {
        compare(Flow.ofNothing(STAGES, ACTIONS), FlowDurabilityHint.MAX_SURVIVABILITY);
    }

    @Test
    public void actionsThatDoNothingWhenSpeedCounts() throws Throwable {
        compare(Flow.ofNothing(STAGES, ACTIONS), FlowDurabilityHint.PERFORMANCE_OPTIMIZED);
    }

    @Test
    public void shellsOnAnAgentWhenEveryStepSurvives() throws Throwable {
        compare(Flow.ofShells(STAGES, ACTIONS, "bench"), FlowDurabilityHint.MAX_SURVIVABILITY);
    }

    @Test
    public void shellsOnAnAgentWhenSpeedCounts() throws Throwable {
        compare(Flow.ofShells(STAGES, ACTIONS, "bench"), FlowDurabilityHint.PERFORMANCE_OPTIMIZED);
    }

    private void compare(Flow flow, FlowDurabilityHint durability) throws Throwable {
        var comparison = new Comparison(
                flow,
                durability,
                repository,
                Integer.getInteger("bench.warmUp", 6),
                Integer.getInteger("bench.rounds", 9),
                Boolean.getBoolean("bench.alone"));
        jenkins.then(comparison::run);
    }

    private record Comparison(
            Flow flow, FlowDurabilityHint durability, String repository, int warmUp, int rounds, boolean alone)
            implements Serializable {
        void run(JenkinsRule jenkins) throws Exception {
            System.out.printf(
                    "load %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            if (!flow.agent().isEmpty()) {
                jenkins.waitOnline(jenkins.createSlave(flow.agent(), flow.agent(), null));
            }
            var release = job(jenkins, "release", new ReleasePipelineDefinition(flow.release(repository)));
            var turns = new Turns("`%s`, %s".formatted(flow.step(), durability))
                    .add("Stage Gate", () -> jenkins.buildAndAssertSuccess(release));
            if (!alone) {
                var scripted = job(jenkins, "scripted", new CpsFlowDefinition(flow.scripted(), true));
                var declarative = job(jenkins, "declarative", new CpsFlowDefinition(flow.declarative(), true));
                turns.add("Scripted Pipeline", () -> jenkins.buildAndAssertSuccess(scripted))
                        .add("Declarative Pipeline", () -> jenkins.buildAndAssertSuccess(declarative));
            }
            turns.run(warmUp, rounds);
        }

        private WorkflowJob job(JenkinsRule jenkins, String name, FlowDefinition definition) throws Exception {
            var job = jenkins.createProject(WorkflowJob.class, name);
            job.setDefinition(definition);
            job.addProperty(new DurabilityHintJobProperty(durability));
            return job;
        }
    }
}
