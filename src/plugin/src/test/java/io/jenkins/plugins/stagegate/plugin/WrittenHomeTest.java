package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.gate.FolderGates;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ExternalResource;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Writes the home that {@link UpgradeTest} opens with later versions of the plugin.
 *
 * <p>Only with {@code -Dhome.write=FOLDER -Dhome.version=v0_1_0}, once for each version that changes what is on disk. The folder
 * must not exist; its path gets into the home. What was written is never written again: it is what that version left behind.
 */
public class WrittenHomeTest {
    private static final String FOLDER = System.getProperty("home.write");
    private static final Path RESOURCES = Path.of("src/test/resources/io/jenkins/plugins/stagegate/plugin/UpgradeTest");
    /** What is Stage Gate's, or what Jenkins needs to read that. */
    private static final List<String> KEPT = List.of(
            "jobs/", "secrets/", "users/", "io.jenkins.plugins.stagegate", "org.jenkinsci.plugins.workflow.flow");

    private final JenkinsRule jenkins = new JenkinsRule().with(() -> {
        Files.createDirectories(home());
        return home().toFile();
    });

    private final ExternalResource zip = new ExternalResource() {
        @Override
        protected void before() {
            assumeTrue("A home is written only with -Dhome.write=FOLDER", FOLDER != null);
        }

        @Override
        protected void after() {
            try {
                pack();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    };

    @Rule
    public final RuleChain rules = RuleChain.outerRule(zip).around(jenkins);

    private static Path home() {
        return Path.of(FOLDER, "home");
    }

    @Test
    public void writesAHomeWithReleasesInEachState() throws Exception {
        var shops = jenkins.createProject(Folder.class, "shops");
        var job = shops.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(definition()));

        var done = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted", done);
        var line = Line.of(jenkins, job);
        line.approve("Approve", "ShipIt");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(done));

        var rejected = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted", rejected);
        line.decide("Approve", "ShipIt", "Rejected");
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(rejected));

        line.post(
                "transition", "{'stageName':'Production','transitionType':'Inbound','enabled':false,'reason':'Audit'}");
        jenkins.waitForMessage("Approval wanted", job.scheduleBuild2(0).waitForStart());
        jenkins.waitForMessage(
                "Waits in front of 'Approve'", job.scheduleBuild2(0).waitForStart());

        var office = shops.createProject(WorkflowJob.class, "office");
        shops.addProperty(new FolderGates(List.of(new ImposedGate("Board", "Desk"))));
        office.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                repository(), "stage('Desk') { deploy('Put') { input 'AppSource'; commands 'cat price.txt' } }")));
        jenkins.waitForMessage(
                "Approval wanted at 'Board@shops'", office.scheduleBuild2(0).waitForStart());

        set();
        makeAKey();
    }

    private static String definition() throws Exception {
        return Shop.pipeline(
                        repository(),
                        """
                        stage('Build') {
                            build('Package') {
                                input 'AppSource'
                                commands 'PRICE=$(cat price.txt)'
                                output 'Shop'
                                exports 'PRICE'
                                namespace 'Package'
                            }
                        }
                        stage('Approve') { approval('ShipIt') { message 'Ship #{Package.PRICE}?' } }
                        stage('Production') {
                            deploy('Deploy') { input 'Shop'; commands 'echo "$(cat price.txt) in #{variables.REGION}"' }
                        }
                        """)
                .replace(
                        "    stages {\n        stage('Source')",
                        """
                            executionMode QUEUED
                            variables { string 'REGION', defaultValue: 'north' }
                            stages {
                                stage('Source')""");
    }

    private static String repository() throws Exception {
        var folder = Path.of(FOLDER, "shop");
        if (Files.isDirectory(folder)) {
            return folder.toUri().toString();
        }
        return ShopRepository.in(Files.createDirectories(folder)).address();
    }

    private static void set() {
        var settings = StageGateSettings.get();
        var gate = new ImposedGate("Owner", "prod*");
        gate.setSubmitters("release-managers");
        gate.setRequired(2);
        gate.setFolder("nowhere");
        settings.setGates(List.of(gate));
        settings.setAllowedHosts("chat.example.com");
        settings.setPerformers("{\"Deploy/CodeDeploy\": {\"commands\": [\"./deploy.sh {ApplicationName}\"]}}");
        settings.setCodePipelineEndpoint(true);
        settings.setLookEverySeconds(120);
    }

    private void makeAKey() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        var browser = jenkins.createWebClient().login("ada");
        var request = new WebRequest(
                browser.createCrumbedUrl("user/ada/stage-gate-keys/create?purpose=laptop"), HttpMethod.POST);
        assertThat(browser.getPage(request).getWebResponse().getStatusCode()).isEqualTo(200);
        jenkins.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
    }

    private static void pack() throws IOException {
        Files.createDirectories(RESOURCES);
        var target = RESOURCES.resolve(System.getProperty("home.version") + ".zip");
        try (Stream<Path> all = Files.walk(home());
                var out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                var name = home().relativize(file).toString().replace(java.io.File.separatorChar, '/');
                if (KEPT.stream().anyMatch(name::startsWith)) {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }
}
