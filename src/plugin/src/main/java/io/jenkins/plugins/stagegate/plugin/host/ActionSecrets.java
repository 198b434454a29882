package io.jenkins.plugins.stagegate.plugin.host;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import io.jenkins.plugins.stagegate.buildspec.Buildspec;
import io.jenkins.plugins.stagegate.buildspec.Secrets;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.spi.Confidential;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The credentials that an action has to do with: those that its steps name, and the secrets of its build specification. */
final class ActionSecrets {
    private static final String ID = "credentialsId";

    private final WorkflowRun run;
    private final Map<String, String> values = new LinkedHashMap<>();

    private ActionSecrets(WorkflowRun run) {
        this.run = run;
    }

    static Confidential of(WorkflowRun run, Action action, Optional<Buildspec> spec) {
        var ids = new TreeSet<String>();
        if (action.work() instanceof Work.Steps steps) {
            steps(steps.steps(), ids);
        }
        spec.ifPresent(one -> one.secrets().values().stream().map(Secrets::id).forEach(ids::add));
        var secrets = new ActionSecrets(run);
        ids.forEach(secrets::add);
        return new Confidential(secrets.values);
    }

    private static void steps(List<Step> steps, Collection<String> ids) {
        for (Step step : steps) {
            collect(step.arguments(), ids);
            steps(step.body(), ids);
        }
    }

    private static void collect(Object argument, Collection<String> ids) {
        if (argument instanceof Map<?, ?> map) {
            if (map.get(ID) instanceof String id) {
                ids.add(id);
            }
            map.values().forEach(value -> collect(value, ids));
        } else if (argument instanceof Collection<?> list) {
            list.forEach(value -> collect(value, ids));
        }
    }

    private void add(String id) {
        var found = CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, List.of());
        if (found instanceof StringCredentials text) {
            values.put(id, text.getSecret().getPlainText());
        } else if (found instanceof StandardUsernamePasswordCredentials login) {
            values.put(id, login.getPassword().getPlainText());
        }
    }
}
