package io.jenkins.plugins.stagegate.plugin.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What the form says of steps that this Jenkins could not run. */
public class StepCheckTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void namesTheNearestStepAtThePlaceOfOneThatNobodyKnows() throws Exception {
        assertThat(check("archiveArtifact 'a.jar'"))
                .contains("There is no step `archiveArtifact` on this Jenkins.")
                .contains("Did you mean `archiveArtifacts`?")
                .contains("archiveArtifact 'a.jar'\n")
                .contains("^^^^");
    }

    @Test
    public void saysWhatToDoAboutAStepThatNoPluginBrings() throws Exception {
        assertThat(check("sendPigeonToTheMoon()")).contains("Install the plugin that has it");
    }

    @Test
    public void namesTheArgumentsOfAStepThatHasNotTheOneThatIsWritten() throws Exception {
        assertThat(check("sh(script: 'make', returnStats: true)"))
                .contains("The step `sh` has no argument `returnStats`.")
                .contains("encoding, label, returnStatus, returnStdout, script")
                .contains("Did you mean `returnStatus`?");
    }

    @Test
    public void looksIntoBlocks() throws Exception {
        assertThat(check("dir('a') { timeout(time: 1) { ecko 'x' } }")).contains("`ecko`", "Did you mean `echo`?");
    }

    @Test
    public void missesABlockOrFindsOneTooMany() throws Exception {
        assertThat(check("dir 'a'")).contains("The step `dir` wraps other steps, but has no block.");
        assertThat(check("echo('a') { echo 'b' }")).contains("The step `echo` takes no block.");
    }

    @Test
    public void namesTheNearestOfThoseThatCanStandInAnArgument() throws Exception {
        assertThat(check("withCredentials([usernamePasswrd(credentialsId: 'x')]) { sh 'y' }"))
                .contains("The step `withCredentials` knows no `usernamePasswrd`.")
                .contains("Did you mean `usernamePassword`?");
    }

    @Test
    public void saysWhatAStepHasAgainstItsArguments() throws Exception {
        assertThat(check("sh()")).contains("The step `sh` cannot be made of this: it requires script");
        assertThat(check("sh(script: 'x', returnStatus: [1])")).contains("The step `sh` cannot be made of this");
        assertThat(check("sleep(time: 'soon')")).contains("The step `sleep` cannot be made of this");
    }

    @Test
    public void leavesValuesThatAreKnownLaterToTheAction() throws Exception {
        assertThat(check("sleep(time: '#{variables.SECONDS}')")).doesNotContain("cannot be made of this");
    }

    @Test
    public void missesTheAgentThatAStepNeeds() throws Exception {
        assertThat(check("echo 'fine'\nretry(2) { sh 'make' }", "agent none"))
                .contains("The step `sh` needs an agent, but the action has `agent none`.")
                .contains("sh 'make'");
    }

    @Test
    public void knowsTheStepsOfOrdinaryPlugins() throws Exception {
        assertThat(
                        check(
                                """
                                checkout(scmGit(branches: [[name: 'main']], userRemoteConfigs: [[url: 'https://git.example.com/a.git']]))
                                junit testResults: 'a.xml', allowEmptyResults: true
                                junit 'a.xml'
                                milestone 1
                                lock('production') { sh 'x' }
                                lock(label: 'printer', quantity: 1) { sh 'x' }
                                warnError('w') { unstable 'x' }
                                """))
                .isEmpty();
    }

    @Test
    public void keepsAuthorsAwayFromTheStepsThatPerformActions() throws Exception {
        assertThat(check("stageGateRefusal(id: 'x', code: 'y', message: 'z')")).contains("There is no step");
    }

    @Test
    public void findsNothingWrongWithStepsThatAreInstalled() throws Exception {
        assertThat(
                        check(
                                """
                        withEnv(['A=b']) { sh 'make' }
                        archiveArtifacts artifacts: 'a.jar', allowEmptyArchive: true
                        withCredentials([string(credentialsId: 'x', variable: 'Y')]) { sh(script: 'z', label: 'Z') }
                        stash name: 'a', includes: 'b'
                        input message: 'Go?', ok: 'Yes'
                        catchError(buildResult: 'SUCCESS') { error 'x' }
                        timeout(time: 1, unit: 'HOURS') { retry(3) { unstash 'a' } }
                        """))
                .isEmpty();
    }

    @Test
    public void tellsTheAuthorOfAnOrdinaryPipelineWhatToDo() throws Exception {
        assertThat(checkWhole("pipeline { agent any; stages { stage('A') { steps { sh 'x' } } } }"))
                .contains("definition \"Pipeline script\"");
        assertThat(checkWhole("node { sh 'x' }")).contains("definition \"Pipeline script\"");
    }

    private static String check(String steps) throws Exception {
        return check(steps, "");
    }

    private static String check(String steps, String agent) throws Exception {
        return checkWhole(
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { git url: 'https://git.example.com/a.git'; output 'AppSource' } }
                        stage('Build') { build('Package') { %s; steps {
                            %s
                        } } }
                    }
                }
                """
                        .formatted(agent.isEmpty() ? "agent any" : agent, steps));
    }

    /** What the form shows; empty if all is well. */
    private static String checkWhole(String text) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var result = JENKINS.jenkins
                .getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class)
                .doCheckScript(job, text);
        return result.kind == FormValidation.Kind.OK
                ? ""
                : result.renderHtml().replace("&#039;", "'").replace("&quot;", "\"");
    }
}
