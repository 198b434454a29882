package io.jenkins.plugins.stagegate.plugin.flow;

import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.finish;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.perform;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.start;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.block;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.node;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.sh;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.model.Step;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class CredentialsTest {
    private static final String SECRET = "s3cr3t-value";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    @Before
    public void addCredentials() throws Exception {
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(SECRET)));
    }

    private static Step withToken(Step... body) {
        Map<String, Object> binding = Map.of(Step.SYMBOL, "string", "credentialsId", "token", "variable", "TOKEN");
        return block("withCredentials", List.of(binding), body);
    }

    @Test
    public void masksASecretInTheLog() throws Exception {
        var run = DrivenFlow.succeed(
                JENKINS, node(withToken(sh("echo the token is $TOKEN; [ $TOKEN = s3cr3t-$(echo value) ]"))));
        JENKINS.assertLogContains("the token is ****", run);
        JENKINS.assertLogNotContains(SECRET, run);
    }

    @Test
    public void masksASecretInTheArgumentsThatViewsShow() throws Exception {
        var run = DrivenFlow.succeed(JENKINS, node(withToken(sh("echo " + SECRET))));
        var scanner = new DepthFirstScanner();
        assertThat(scanner.allNodes(run.getExecution()))
                .extracting(ArgumentsAction::getStepArgumentsAsString)
                .contains("echo ${TOKEN}")
                .doesNotContain("echo " + SECRET);
    }

    @Test
    public void masksASecretInTheMessageOfAFailure() throws Exception {
        var run = start(JENKINS);
        Throwable failure = perform(run, "Action", node(withToken(step("error", "Not with " + SECRET))));
        assertThat(failure).hasMessageContaining("Not with ****");
        finish(JENKINS, run);
        JENKINS.assertLogNotContains(SECRET, run);
    }
}
