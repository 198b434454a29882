package io.jenkins.plugins.stagegate.bench.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import hudson.scm.SCM;
import hudson.triggers.SCMTrigger;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.trigger.HookSecret;
import io.jenkins.plugins.stagegate.source.GitHttpServer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.AtomNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * How long it takes from a hook until the first action has started, beside Jenkins' own way: {@code git/notifyCommit}, <em>Poll SCM</em>, and the
 * first step of a Pipeline. Both definitions are in repositories behind git's own server, in one JVM, in turns, without a quiet period.
 *
 * <p>Not a test: it asserts nothing but that the builds start. {@code -Dbench.rounds=15} and {@code -Dbench.warmUp=5} say how often.
 */
public class HookToFirstStep {
    private static final String SECRET = "bench";

    @Rule
    public final FlagRule<String> openNotifications =
            FlagRule.systemProperty("hudson.plugins.git.GitStatus.NOTIFY_COMMIT_ACCESS_CONTROL", "disabled");

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private ShopRepository ours;
    private ShopRepository theirs;
    private GitHttpServer server;
    private int price;

    public HookToFirstStep() {
        jenkins.timeout = 0;
    }

    @Before
    public void openShops() throws Exception {
        ours = ShopRepository.in(folder.newFolder("ours").toPath());
        theirs = ShopRepository.in(folder.newFolder("theirs").toPath());
        server = new GitHttpServer(folder.getRoot().toPath(), Map.of("ci", "ci"));
        jenkins.jenkins.setQuietPeriod(0);
        var store = SystemCredentialsProvider.getInstance().getCredentials();
        store.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "git", "", "ci", "ci"));
        store.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "hooks", "", Secret.fromString(SECRET)));
        StageGateSettings.get().setHookSecrets(List.of(new HookSecret("hooks")));
        StageGateSettings.get().setLookEverySeconds(0);
    }

    @After
    public void close() {
        server.close();
    }

    @Test
    public void hookToFirstStep() throws Exception {
        ours.commit(
                "Jenkinsfile",
                "releasePipeline { executionMode QUEUED; triggers { push { branches include: ['main'] } }; stages {"
                        + " stage('Source') { source('App') { scm(); output 'A' } };"
                        + " stage('Build') { build('Say') { commands 'true' } } } }",
                "Release");
        theirs.commit("Jenkinsfile", "echo 'first'\nnode { checkout scm }", "Build");
        var release = jenkins.createProject(WorkflowJob.class, "release");
        release.setDefinition(new ReleasePipelineScmDefinition(scm("ours")));
        var pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
        pipeline.setDefinition(new CpsScmFlowDefinition(scm("theirs"), "Jenkinsfile"));
        jenkins.buildAndAssertSuccess(release);
        jenkins.buildAndAssertSuccess(pipeline);
        var trigger = new SCMTrigger("");
        pipeline.addTrigger(trigger);
        trigger.start(pipeline, true);

        var stageGate = new ArrayList<Double>();
        var jenkinsOwn = new ArrayList<Double>();
        int warmUp = Integer.getInteger("bench.warmUp", 5);
        for (int round = -warmUp; round < Integer.getInteger("bench.rounds", 15); round++) {
            double one = millis(release, () -> hook(ours.commit("price.txt", ++price + "\n", "Change the price")));
            double other = millis(pipeline, () -> notifyCommit(theirs.commit("price.txt", ++price + "\n", "Change")));
            if (round >= 0) {
                stageGate.add(one);
                jenkinsOwn.add(other);
            }
        }
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < stageGate.size(); i++) {
            ratios.add(jenkinsOwn.get(i) / stageGate.get(i));
        }
        System.out.printf(
                "%n### hook to first step, median of %d rounds, load %.1f%n%n| | ms | times |%n|---|---|---|%n"
                        + "| Stage Gate | %.0f | 1 |%n| notifyCommit, Poll SCM, Pipeline | %.0f | %.1f |%n%n",
                stageGate.size(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                median(stageGate),
                median(jenkinsOwn),
                median(ratios));
    }

    private interface Push {
        HttpRequest request() throws Exception;
    }

    /** From the moment in which the request is sent, as the clock of the flow's nodes has it. */
    private double millis(WorkflowJob job, Push push) throws Exception {
        int before = job.getLastBuild().getNumber();
        var request = push.request();
        long sent = System.currentTimeMillis();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        Eventually.of(() -> assertThat(job.getLastBuild().getNumber()).isGreaterThan(before));
        var run = job.getLastBuild();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.waitUntilNoActivity();
        return firstStep(run) - sent;
    }

    private static long firstStep(WorkflowRun run) {
        return new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .filter(AtomNode.class::isInstance)
                        .mapToLong(TimingAction::getStartTime)
                        .min()
                        .orElseThrow();
    }

    private HttpRequest hook(String commit) throws Exception {
        var body = "{\"repository\":\"%s\",\"branch\":\"main\",\"commit\":\"%s\"}"
                .formatted(server.address("ours"), commit);
        return HttpRequest.newBuilder(URI.create(jenkins.getURL() + "stage-gate-hooks/generic"))
                .header("Authorization", "Bearer " + SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest notifyCommit(String commit) throws Exception {
        assertThat(commit).isNotEmpty();
        var url = URLEncoder.encode(server.address("theirs"), StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(jenkins.getURL() + "git/notifyCommit?url=" + url))
                .GET()
                .build();
    }

    private SCM scm(String repository) {
        return new GitSCM(
                List.of(new UserRemoteConfig(server.address(repository), null, null, "git")),
                List.of(new BranchSpec("*/main")),
                null,
                null,
                List.of());
    }

    private static double median(List<Double> all) {
        var sorted = all.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
