package io.jenkins.plugins.stagegate.plugin;

import hudson.EnvVars;
import hudson.Functions;
import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.File;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Assume;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Commands for a real PowerShell: Windows' own, or the {@code pwsh} whose path is in the environment variable {@code
 * STAGE_GATE_PWSH}.
 */
public class PowerShellAgentTest {
    private static final Optional<File> PWSH =
            Optional.ofNullable(System.getenv("STAGE_GATE_PWSH")).map(File::new);

    private static final String SHELL = PWSH.isPresent() ? "pwsh" : "powershell";

    private static final String HOSTILE = "50% $(Get-Date) `n \"off\" 'x' & echo harm | more ünïcödé";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String repository;

    @BeforeClass
    public static void takesOnAnAgent() throws Exception {
        Assume.assumeTrue(
                "No PowerShell: this is no Windows, and STAGE_GATE_PWSH is not set",
                Functions.isWindows() || PWSH.isPresent());
        var environment = new EnvVars();
        PWSH.ifPresent(file -> environment.put("PATH", file.getParent() + File.pathSeparator + System.getenv("PATH")));
        JENKINS.waitOnline(JENKINS.createSlave(Label.get("shell"), environment));
    }

    @Before
    public void openShop() throws Exception {
        repository =
                ShopRepository.in(folder.newFolder("shop").toPath(), HOSTILE).address();
    }

    @Test
    public void handsValuesOnAndRunsNothingOfThem() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(job(
                """
                stage('Build') {
                    build('Package') {
                        agent 'shell'
                        shell '%s'
                        input 'AppSource'
                        commands '''
                            if (Test-Path price.txt) {
                                $PRICE = Get-Content price.txt
                            }
                            else {
                                throw 'no price'
                            }
                        ''', '$MESSAGE = "#{App.CommitMessage}"'
                        exports 'PRICE', 'MESSAGE'
                        namespace 'Package'
                    }
                    test('Say') { agent none; steps { echo 'said #{Package.PRICE} #{Package.MESSAGE}' } }
                }
                """
                        .formatted(SHELL)));

        JENKINS.assertLogContains("said 100 " + HOSTILE, run);
    }

    @Test
    public void endsAtTheFirstErrorOfPowerShellItself() throws Exception {
        var run = JENKINS.buildAndAssertStatus(
                Result.FAILURE, job(action("'Get-Content no-such-file', 'Write-Output (\"be\" + \"hind\")'")));

        JENKINS.assertLogContains("Action 'Package' failed: script returned exit code 1", run);
        JENKINS.assertLogNotContains("behind", run);
    }

    @Test
    public void endsBehindATextWhoseProgramFailed() throws Exception {
        var fails = Functions.isWindows() ? "cmd /c exit 3" : "sh -c \"exit 3\"";
        var run = JENKINS.buildAndAssertStatus(
                Result.FAILURE, job(action("'%s', 'Write-Output (\"be\" + \"hind\")'".formatted(fails))));

        JENKINS.assertLogContains("Action 'Package' failed: script returned exit code ", run);
        JENKINS.assertLogNotContains("behind", run);
    }

    private static String action(String commands) {
        return "stage('Build') { build('Package') { agent 'shell'; shell '%s'; commands %s } }"
                .formatted(SHELL, commands);
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository, stages)));
        return job;
    }
}
