package io.jenkins.plugins.stagegate.plugin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import io.jenkins.plugins.stagegate.plugin.host.GivenClock;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;

/**
 * The engine's own scenarios, each as a job of a real Jenkins. People do over HTTP what they do in the scenario, actions and rules
 * are performed by providers of a plugin, sources and custom actions by workers over CodePipeline's wire. What happens must be
 * the same, event for event, and the builds must end as the executions do. None is left out: time is given here, too.
 */
@RunWith(Parameterized.class)
public class ScenariosInJenkinsTest {
    private static final Path FOLDER = Path.of("../engine/src/test/resources/scenarios");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    static {
        JENKINS.timeout = 600;
    }

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static final Map<String, Person> PEOPLE = new HashMap<>();
    private static GivenClock clock;
    private static Workers workers;

    private final Path file;

    public ScenariosInJenkinsTest(String name, Path file) {
        this.file = file;
    }

    @Parameters(name = "{0}")
    public static List<Object[]> scenarios() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(file -> new Object[] {file.getFileName().toString(), file})
                    .toList();
        }
    }

    @BeforeClass
    public static void gather() throws Exception {
        clock = GivenClock.at(Play.beginning());
        var realm = JENKINS.createDummySecurityRealm();
        for (String manager : List.of("bob", "carol", "erin")) {
            realm.addGroups(manager, "managers");
        }
        JENKINS.jenkins.setSecurityRealm(realm);
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(
                        Jenkins.READ,
                        Item.READ,
                        Item.BUILD,
                        Item.CANCEL,
                        StageGatePermissions.APPROVE,
                        StageGatePermissions.CONTROL)
                .everywhere()
                .toAuthenticated()
                .grant(StageGatePermissions.WORK)
                .everywhere()
                .to("worker"));
        for (String name : List.of("alice", "bob", "carol", "dave", "erin", "managers")) {
            PEOPLE.put(name, new Person(JENKINS, name));
        }
        workers = new Workers(JENKINS);
    }

    @Test
    public void goesAsItIsTold() throws Exception {
        clock.set(Play.beginning());
        workers.forgetNonces();
        var job = JENKINS.createProject(WorkflowJob.class);
        try {
            new Play(job, clock, PEOPLE, workers, folder.getRoot().toPath()).play(Files.readString(file));
        } finally {
            job.delete();
        }
        assertThat(workers.wrong()).isEmpty();
    }

    @TestExtension
    public static final class Actions extends Told.Actions {}

    @TestExtension
    public static final class Rules extends Told.Rules {}
}
