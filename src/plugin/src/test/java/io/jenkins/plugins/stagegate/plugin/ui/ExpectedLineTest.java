package io.jenkins.plugins.stagegate.plugin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.User;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

public class ExpectedLineTest {
    private static final String VARIABLE =
            """
            releasePipeline {
                variables { string 'REGION', defaultValue: 'eu' }
                stages {
                    stage('Source') { source('App') { git url: 'https://git.example.com/app.git', branch: 'main'; output 'A' } }
                    stage('Build') { build('Package') { commands 'true' } }
                }
            }
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    /** Hears who saves jobs. */
    @TestExtension
    public static final class Savers extends SaveableListener {
        static final List<String> NAMES = new CopyOnWriteArrayList<>();

        @Override
        public void onChange(Saveable saved, XmlFile file) {
            if (saved instanceof WorkflowJob) {
                NAMES.add(Jenkins.getAuthentication2().getName());
            }
        }
    }

    @Test
    public void whoeverLooksChangesNothingInTheirName() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(VARIABLE));
        var pipeline = Pipelines.get().of(job);
        Savers.NAMES.clear();
        try (var reader = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThat(reader).isNotNull();
            assertThat(ExpectedLine.of(pipeline).problem()).isEmpty();
        }

        assertThat(pipeline.state().definition()).isPresent();
        assertThat(Savers.NAMES).isNotEmpty().containsOnly(ACL.SYSTEM2.getName());
    }

    @Test
    public void aRefusedDefinitionIsCheckedOnceUntilItChanges() throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition("releasePipeline { nonsense }"));
        var pipeline = Pipelines.get().of(job);

        var first = ExpectedLine.of(pipeline).problem().orElseThrow();

        assertThat(ExpectedLine.of(pipeline).problem().orElseThrow()).isSameAs(first);
        job.setDefinition(new ReleasePipelineDefinition(VARIABLE));
        assertThat(ExpectedLine.of(pipeline).problem()).isEmpty();
    }
}
