package io.jenkins.plugins.stagegate.plugin.parameter;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.StringParameterValue;

/**
 * What stands for a parameter of which a start says nothing. It shows the value that the definition had when it was read last, and
 * leaves the value to the definition as it is when the execution starts.
 */
public final class Unchosen extends StringParameterValue {
    private static final long serialVersionUID = 1;

    Unchosen(String name, String shown, String description) {
        super(name, shown, description);
    }

    /** It is no environment variable: the definition's value is. */
    @Override
    public void buildEnvironment(Run<?, ?> build, EnvVars environment) {}
}
