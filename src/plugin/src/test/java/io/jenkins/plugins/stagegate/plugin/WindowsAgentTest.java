package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.Descriptor;
import hudson.model.Result;
import hudson.model.Slave;
import hudson.model.TaskListener;
import hudson.slaves.ComputerLauncher;
import hudson.slaves.RetentionStrategy;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Assume;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/**
 * Actions on an agent that runs batch files.
 *
 * <p>On Windows it is an agent with Windows. Elsewhere it is one of this machine that says of itself that it is no Unix, and
 * runs {@code cmd} by the command in the environment variable {@code STAGE_GATE_CMD}, such as {@code wine cmd}: the step
 * {@code bat} and its files are real, and so is the {@code cmd.exe} that reads them; Java and the paths are this machine's.
 */
public class WindowsAgentTest {
    private static final Optional<String> CMD =
            Functions.isWindows() ? Optional.of("cmd") : Optional.ofNullable(System.getenv("STAGE_GATE_CMD"));

    private static final String HOSTILE = "50% \"off\" %PATH% & echo harm | more > out ^ !PATH! ünïcödé";

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String repository;

    @BeforeClass
    public static void takesOnAnAgent() throws Exception {
        Assume.assumeTrue("No cmd.exe: this is no Windows, and STAGE_GATE_CMD is not set", CMD.isPresent());
        var agent = new CmdAgent(FOLDER.newFolder("agent root").getPath(), JENKINS.createComputerLauncher(null));
        JENKINS.jenkins.addNode(agent);
        JENKINS.waitOnline(agent);
    }

    @Before
    public void openShop() throws Exception {
        repository =
                ShopRepository.in(folder.newFolder("shop").toPath(), HOSTILE).address();
    }

    @Test
    public void handsArtifactsAndVariablesOn() throws Exception {
        var job = job(
                """
                stage('Build') {
                    build('Package') {
                        agent 'windows'
                        input 'AppSource'
                        commands 'mkdir dist\\\\sub', 'copy price.txt dist\\\\sub', '''
                            for %%n in (1.2) do (
                                set VERSION=%%n
                            )
                        '''
                        output 'Shop', files: 'dist/**'
                        exports 'VERSION'
                        namespace 'Package'
                    }
                }
                stage('Production') {
                    deploy('Deploy') {
                        agent 'windows'
                        input 'AppSource', 'Shop'
                        environment VERSION: '#{Package.VERSION}'
                        commands 'type "%STAGE_GATE_INPUT_Shop%\\\\dist\\\\sub\\\\price.txt"', 'echo version %VERSION%'
                    }
                }
                """);

        var run = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("version 1.2", run);
        assertThat(JenkinsRule.getLog(run)).containsPattern("(?m)^100$");
        var kept = run.getArtifactManager().root().child("stage-gate/Shop.zip").toURI();
        try (var zip = new ZipFile(new java.io.File(kept))) {
            assertThat(zip.stream()).extracting(Object::toString).containsExactly("dist/sub/price.txt");
        }
    }

    @Test
    public void letsNoValueBecomeACommand() throws Exception {
        var job = job(
                """
                stage('Build') {
                    build('Package') {
                        agent 'windows'
                        environment MESSAGE: '#{App.CommitMessage}'
                        commands 'echo nothing'
                        exports 'MESSAGE'
                        namespace 'Package'
                    }
                    test('Say') { agent none; steps { echo 'said #{Package.MESSAGE}' } }
                }
                """);

        var run = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("said " + HOSTILE, run);
    }

    @Test
    public void refusesAVariableThatABatchFileWouldParse() throws Exception {
        var job = job(
                "stage('Build') { build('Package') { agent 'windows'; commands 'echo \"#{App.CommitMessage}\"' } }");

        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        JENKINS.assertLogContains("The commands refer to the variable App_CommitMessage", run);
        JENKINS.assertLogNotContains("STAGE_GATE_VAR", run);
    }

    @Test
    public void failsWithTheCodeOfTheCommandThatFailed() throws Exception {
        var job = job(
                "stage('Build') { build('Package') { agent 'windows'; commands 'cmd /c exit 3', 'echo be^hind' } }");

        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        // Wine's `call` makes 1 of every code.
        JENKINS.assertLogContains(
                "Action 'Package' failed: script returned exit code " + (Functions.isWindows() ? 3 : 1), run);
        JENKINS.assertLogNotContains("behind", run);
    }

    @Test
    public void endsCommandsThatTakeTooLong() throws Exception {
        var job = job(
                "stage('Build') { build('Package') { agent 'windows'; timeout '5s'; commands 'ping -n 300 127.0.0.1' } }");

        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        JENKINS.assertLogContains("Action 'Package' failed: Timeout has been exceeded", run);
    }

    @Test
    public void endsTheCommandsOfABuildThatSomebodyAborts() throws Exception {
        var job = job(
                "stage('Build') { build('Package') { agent 'windows'; commands 'echo be^gun', 'ping -n 300 127.0.0.1' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("begun", run);

        run.getExecutor().interrupt();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository, stages)));
        return job;
    }

    /** An agent with a {@code cmd.exe}, its own or the one that is named. */
    public static final class CmdAgent extends Slave {
        private static final long serialVersionUID = 1;

        CmdAgent(String folder, ComputerLauncher launcher) throws Descriptor.FormException, IOException {
            super("windows", folder, launcher);
            setLabelString("windows");
            setRetentionStrategy(RetentionStrategy.NOOP);
        }

        @Override
        public Launcher createLauncher(TaskListener listener) {
            var launcher = super.createLauncher(listener);
            return Functions.isWindows() ? launcher : new CmdLauncher(launcher);
        }

        @TestExtension
        public static final class DescriptorImpl extends SlaveDescriptor {}
    }

    private static final class CmdLauncher extends Launcher.DecoratedLauncher {
        CmdLauncher(Launcher inner) {
            super(inner);
        }

        @Override
        public boolean isUnix() {
            return false;
        }

        /** The quotes around a path are for Windows, which has but one text for all arguments. */
        @Override
        public Proc launch(ProcStarter starter) throws IOException {
            if (starter.cmds().get(0).equals("cmd")) {
                var command = new ArrayList<>(List.of(CMD.orElseThrow().split("\\s+")));
                command.addAll(List.of("/c", "call", starter.cmds().get(2).replace("\"", "")));
                starter.cmds(command);
            }
            return super.launch(starter);
        }
    }
}
