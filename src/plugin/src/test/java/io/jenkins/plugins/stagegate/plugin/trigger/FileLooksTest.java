package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.image.DockerRegistry;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What is found in Jenkins by looking at what is no repository. */
public class FileLooksTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final DockerRegistry registry = new DockerRegistry();

    @Before
    public void lookOnlyWhenToldTo() {
        StageGateSettings.get().setLookEverySeconds(0);
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    @After
    public void forget() {
        StageGateSettings.get().setAllowedHosts("");
    }

    @Test
    public void aTagThatNamesAnotherImageStartsABuildOfExactlyThatImage() throws Exception {
        registry.push("shop/base", "1.2", "one");
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(
                """
                        releasePipeline {
                            triggers { push { } }
                            stages {
                                stage('Source') { source('Base') { image '%s/shop/base:1.2'; output 'Image' } }
                                stage('Show') { test('Show') { input 'Image'; commands 'cat imageDetail.json' } }
                            }
                        }
                        """
                        .formatted(registry.host())));
        job.save();
        ItemListener.fireOnUpdated(job);
        var triggers = Triggers.get().listen(Pipelines.get().of(job));
        triggers.lookSoon();
        triggers.settle();
        assertThat(job.getBuilds()).as("the first look only notes").isEmpty();

        var pushed = registry.push("shop/base", "1.2", "two");
        triggers.lookSoon();
        Eventually.of(() -> assertThat(job.getBuilds()).isNotEmpty());
        registry.push("shop/base", "1.2", "three");
        JENKINS.waitUntilNoActivity();

        JENKINS.assertLogContains("Took " + pushed, JENKINS.assertBuildStatusSuccess(job.getLastBuild()));
        triggers.lookSoon();
        triggers.settle();
    }
}
