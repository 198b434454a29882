package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.parameter.RevisionParameter;
import io.jenkins.plugins.stagegate.plugin.parameter.VariableParameter;
import io.jenkins.plugins.stagegate.plugin.trigger.HookSecret;
import io.jenkins.plugins.stagegate.plugin.trigger.JobHooks;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What the forms of jobs offer, and what saving them keeps. */
public class JobFormsTest {
    private static final String SECRETS = "Secrets of hooks that start this release pipeline";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static WorkflowJob releasePipeline() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline("https://git.example.com/shop.git", Shop.NOTHING)
                .replace("    stages {", "    variables { string 'WHO', defaultValue: 'nobody' }\n    stages {")));
        ItemListener.fireOnUpdated(job);
        return job;
    }

    private static WorkflowJob ordinaryPipeline() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("echo 'hello'", true));
        return job;
    }

    /** As the server sends it. */
    private static String form(Job<?, ?> job) throws Exception {
        return JENKINS.createWebClient()
                .withJavaScriptEnabled(false)
                .getPage(job, "configure")
                .getWebResponse()
                .getContentAsString();
    }

    private static List<String> parameters(Job<?, ?> job) {
        return job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitionNames();
    }

    private static JobHooks hooks() {
        return new JobHooks(List.of(new HookSecret("hooks")));
    }

    private static List<String> secrets(WorkflowJob job) {
        return job.getProperty(JobHooks.class).getSecrets().stream()
                .map(HookSecret::getCredentialsId)
                .toList();
    }

    @Test
    public void offerNoParameterThatOnlyADefinitionCanDeclare() throws Exception {
        for (Job<?, ?> job : List.of(JENKINS.createFreeStyleProject(), ordinaryPipeline(), releasePipeline())) {
            assertThat(form(job))
                    .as(job.getName())
                    .contains("title=\""
                            + JENKINS.jenkins
                                    .getDescriptor(StringParameterDefinition.class)
                                    .getDisplayName())
                    .doesNotContain("title=\"Pipeline variable", "title=\"Revision of a source");
        }
    }

    @Test
    public void keepTheParametersThatADefinitionDeclares() throws Exception {
        var job = releasePipeline();

        assertThat(form(job)).contains("Pipeline variable (declared by the release pipeline)");
        JENKINS.configRoundtrip(job);

        assertThat(parameters(job)).containsExactly("WHO", "App.revision");
    }

    @Test
    public void keepSuchParametersWhereSomebodyHasPutThem() throws Exception {
        var job = JENKINS.createFreeStyleProject();
        var parameters = List.<ParameterDefinition>of(
                new VariableParameter("WHO", "nobody", "Who is served"),
                new StringParameterDefinition("OTHER", "x"),
                new RevisionParameter("App"));
        job.addProperty(new ParametersDefinitionProperty(parameters));

        JENKINS.configRoundtrip(job);

        var kept = job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitions();
        assertThat(kept).hasSize(3);
        JENKINS.assertEqualDataBoundBeans(parameters.get(0), kept.get(0));
        JENKINS.assertEqualDataBoundBeans(parameters.get(2), kept.get(2));
    }

    @Test
    public void leaveCodeTheParametersByTheirNames() throws Exception {
        var variable = Map.of("name", "WHO", "defaultValue", "nobody", "description", "");
        var written = new DescribableModel<>(ParametersDefinitionProperty.class)
                .instantiate(Map.of(
                        "parameterDefinitions",
                        List.of(
                                new UninstantiatedDescribable("pipelineVariable", null, variable),
                                new UninstantiatedDescribable("sourceRevision", null, Map.of("action", "App")))));

        assertThat(written.getParameterDefinitions())
                .extracting(ParameterDefinition::getName)
                .containsExactly("WHO", "App.revision");
    }

    @Test
    public void askForSecretsOfHooksAtReleasePipelinesAlone() throws Exception {
        assertThat(form(ordinaryPipeline())).doesNotContain(SECRETS);
        assertThat(form(releasePipeline())).contains(SECRETS);
    }

    @Test
    public void changeNothingOfAnOrdinaryPipeline() throws Exception {
        var job = ordinaryPipeline();
        JENKINS.configRoundtrip(job);
        job.save();
        var before = job.getConfigFile().asString();

        JENKINS.configRoundtrip(job);
        job.save();

        assertThat(job.getConfigFile().asString()).isEqualTo(before).doesNotContain("stagegate");
    }

    @Test
    public void keepTheSecretsOfAReleasePipeline() throws Exception {
        var job = releasePipeline();
        job.addProperty(hooks());

        JENKINS.configRoundtrip(job);

        assertThat(secrets(job)).containsExactly("hooks");
    }

    /** Whoever tries another kind of definition for a while does not have to set up the hooks anew. */
    @Test
    public void keepTheSecretsOfAJobThatBecomesAnOrdinaryOneInTheForm() throws Exception {
        var job = releasePipeline();
        job.addProperty(hooks());

        choose(job, "Pipeline script");

        assertThat(job.getDefinition()).isInstanceOf(CpsFlowDefinition.class);
        assertThat(secrets(job)).containsExactly("hooks");
        assertThat(form(job)).as("so that they can be taken away").contains(SECRETS);
        JENKINS.configRoundtrip(job);
        assertThat(secrets(job)).containsExactly("hooks");
    }

    @Test
    public void askForSecretsOnceAJobHasBeenSavedAsAReleasePipeline() throws Exception {
        var job = ordinaryPipeline();

        choose(job, "Release pipeline");

        assertThat(job.getDefinition()).isInstanceOf(ReleasePipelineDefinition.class);
        assertThat(job.getProperty(JobHooks.class)).isNull();
        assertThat(form(job)).contains(SECRETS);
    }

    /** Chooses another kind of definition in the form and saves. */
    private static void choose(WorkflowJob job, String kind) throws Exception {
        HtmlPage page = JENKINS.createWebClient().getPage(job, "configure");
        for (HtmlElement one : page.getFormByName("config").getElementsByTagName("select")) {
            for (HtmlOption option : ((HtmlSelect) one).getOptions()) {
                if (option.getText().equals(kind)) {
                    ((HtmlSelect) one).setSelectedAttribute(option, true);
                    page.getWebClient().waitForBackgroundJavaScript(10_000);
                    JENKINS.submit(page.getFormByName("config"));
                    return;
                }
            }
        }
        throw new AssertionError("There is no kind " + kind);
    }
}
