package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/** The example of the documentation, exactly as it stands there, on Jenkins. */
public class ExampleTest {
    private static final Path EXAMPLE = Path.of("../../docs/examples/shop");

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<Boolean> localCheckout =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    @Test
    public void releasesTheShopFromItsRepositoryToProduction() throws Exception {
        var servers = folder.newFolder("servers").toPath();
        jenkins.createOnlineSlave(Label.get("linux"));
        jenkins.jenkins.setNumExecutors(0);
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(
                        new EnvironmentVariablesNodeProperty.Entry("SHOP_SERVERS", servers.toString())));
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineScmDefinition(new GitSCM(
                List.of(new UserRemoteConfig(repository().address(), null, null, null)),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of())));
        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Ship version 1.0.1, \"Sell with Stage Gate\", to production?", run);
        assertThat(servers.resolve("staging/site")).isDirectory();
        assertThat(servers.resolve("production")).doesNotExist();

        assertThat(Line.of(jenkins, job).approve("Approve", "ShipIt").getStatusCode())
                .isEqualTo(200);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("production has version 1.0.1, byte for byte as it was built", run);
        for (String file : List.of("index.html", "prices.csv", "version.txt")) {
            assertThat(servers.resolve("production/site").resolve(file))
                    .hasSameBinaryContentAs(servers.resolve("staging/site").resolve(file));
        }
    }

    private ShopRepository repository() throws Exception {
        var target = folder.newFolder("shop").toPath();
        try (var files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, target.resolve(EXAMPLE.relativize(file).toString()));
            }
        }
        return ShopRepository.in(target, "Sell with Stage Gate");
    }

    private static void copy(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }
}
