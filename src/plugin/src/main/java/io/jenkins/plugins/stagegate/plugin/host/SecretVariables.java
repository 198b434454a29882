package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.util.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Environment variables that nobody shall read. */
final class SecretVariables extends EnvironmentExpander {
    private static final long serialVersionUID = 1;

    private final HashMap<String, Secret> values = new HashMap<>();

    SecretVariables(Map<String, String> values) {
        values.forEach((name, value) -> this.values.put(name, Secret.fromString(value)));
    }

    @Override
    public void expand(@NonNull EnvVars environment) {
        values.forEach((name, value) -> environment.put(name, value.getPlainText()));
    }

    @NonNull
    @Override
    public Set<String> getSensitiveVariables() {
        return Set.copyOf(values.keySet());
    }
}
