package io.jenkins.plugins.stagegate.plugin.job;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.plugins.git.GitSCM;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class DefinitionFormTest {
    private static final String WRONG = "releasePipeline {\n  stagges { stage('<b>') { } }\n}\n";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void keepsADefinitionInTheJobAsItIs() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(WRONG));

        JENKINS.configRoundtrip(job);

        assertThat(((ReleasePipelineDefinition) job.getDefinition()).getScript().replace("\r", ""))
                .isEqualTo(WRONG);
    }

    @Test
    public void keepsADefinitionFromAnScmAsItIs() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var definition = new ReleasePipelineScmDefinition(new GitSCM("https://git.example.com/shop.git"));
        definition.setScriptPath("release/Jenkinsfile");
        definition.setLightweight(false);
        job.setDefinition(definition);

        JENKINS.configRoundtrip(job);

        var saved = (ReleasePipelineScmDefinition) job.getDefinition();
        assertThat(saved.getScriptPath()).isEqualTo("release/Jenkinsfile");
        assertThat(saved.isLightweight()).isFalse();
        assertThat(((GitSCM) saved.getScm()).getUserRemoteConfigs().get(0).getUrl())
                .isEqualTo("https://git.example.com/shop.git");
    }

    @Test
    public void readsJenkinsfileUnlessAnotherPathIsGiven() {
        var definition = new ReleasePipelineScmDefinition(new GitSCM("https://git.example.com/shop.git"));
        definition.setScriptPath("  ");

        assertThat(definition.getScriptPath()).isEqualTo("Jenkinsfile");
        assertThat(definition.isLightweight()).isTrue();
    }

    @Test
    public void saysWhatPerformsEachActionOfADefinitionInJson() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);
        var json =
                """
                {"name": "shop", "roleArn": "arn:aws:iam::123456789012:role/release",
                 "artifactStore": {"type": "S3", "location": "release-artifacts"}, "stages": [
                  {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
                    "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
                    "configuration": {"RepositoryName": "shop", "BranchName": "main"}}]},
                  {"name": "Ship", "actions": [{"name": "Ship", "inputArtifacts": [{"name": "Src"}],
                    "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "CodeDeploy", "version": "1"},
                    "configuration": {"ApplicationName": "shop"}}]}]}
                """;

        assertThat(check.doCheckScript(job, json).renderHtml())
                .contains(
                        "Source/App: Source/CodeCommit -&gt; git https://git-codecommit.us-east-1.amazonaws.com/v1/repos/shop")
                .contains("Ship/Ship: Deploy/CodeDeploy -&gt; a job worker of Custom/CodeDeploy");
        StageGateSettings.get()
                .setPerformers("{\"Deploy/CodeDeploy\": {\"commands\": [\"./deploy.sh {ApplicationName}\"]}}");
        assertThat(check.doCheckScript(job, json).renderHtml()).contains("Ship/Ship: Deploy/CodeDeploy -&gt; commands");
        StageGateSettings.get().setPerformers("");
    }

    @Test
    public void showsTheProblemsOfATextEscaped() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);

        var result = check.doCheckScript(job, WRONG);

        assertThat(result.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(result.renderHtml()).contains("Jenkinsfile:2:3", "^^^^^^^").doesNotContain("<b>");
    }

    @Test
    public void keepsTheCaretsOfAProblemBelowItsLine() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);

        var shown =
                check.doCheckScript(job, "releasePipeline {\n  stagges { }\n}").renderHtml();

        assertThat(shown).containsPattern("stage-gate-source\">(&nbsp;| )+stagges \\{ }\n(&nbsp;| )+\\^{7}\n</span>");
    }

    @Test
    public void saysWhereEachProblemIsSoThatTheEditorCanMarkIt() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);

        assertThat(check.doCheckScript(job, WRONG).renderHtml())
                .contains("data-line=\"2\" data-column=\"3\" data-length=\"7\">Jenkinsfile:2:3</button>: error: ");
    }

    @Test
    public void refusesATextThatIsTooLongInEitherLanguage() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);

        for (String text : List.of("// " + " ".repeat(256 * 1024), "{" + " ".repeat(256 * 1024) + "}")) {
            assertThat(check.doCheckScript(job, text).renderHtml())
                    .contains("characters; a definition may have")
                    .contains("Move long commands into scripts of the repository.");
        }
    }

    @Test
    public void saysWhereAJsonTextIsNoJson() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);

        assertThat(check.doCheckScript(job, "{\n  'name': 'shop' }").renderHtml())
                .contains("The file is not JSON at line 2, column 3");
    }

    @Test
    public void offersSamplesThatAreInOrder() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var form = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);

        assertThat(form.getSamples()).hasSize(3).allSatisfy(sample -> assertThat(
                        form.doCheckScript(job, sample.text()).renderHtml())
                .contains("The definition is in order."));
    }

    @Test
    public void checksNothingForThoseWhoMayNotConfigure() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone());
        try (var context = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThat(context).isNotNull();
            var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class);
            assertThat(check.doCheckScript(job, WRONG).kind).isEqualTo(FormValidation.Kind.OK);
        } finally {
            JENKINS.jenkins.setAuthorizationStrategy(new hudson.security.AuthorizationStrategy.Unsecured());
            JENKINS.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        }
    }

    @Test
    public void refusesPathsThatLeaveTheRepository() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var check = JENKINS.jenkins.getDescriptorByType(ReleasePipelineScmDefinition.DescriptorImpl.class);

        for (String path : new String[] {"../secret", "/etc/passwd", "a/../../b", "..\\b"}) {
            assertThat(check.doCheckScriptPath(job, path).kind).as(path).isEqualTo(FormValidation.Kind.ERROR);
        }
        assertThat(check.doCheckScriptPath(job, "release/Jenkinsfile").kind).isEqualTo(FormValidation.Kind.OK);
    }
}
