package io.jenkins.plugins.stagegate.plugin.parameter;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.Run;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The revision that a source action is to take, in the form that starts a build. Empty leaves it to the definition. */
public final class RevisionParameter extends StringParameterDefinition {
    private static final long serialVersionUID = 1;
    private static final String SUFFIX = ".revision";

    private final String action;

    @DataBoundConstructor
    public RevisionParameter(String action) {
        super(action + SUFFIX, null, Messages.RevisionParameter_description(action));
        this.action = action;
    }

    /** The source action that a parameter of that name is about. */
    public static Optional<String> action(String parameter) {
        return parameter.endsWith(SUFFIX)
                ? Optional.of(parameter.substring(0, parameter.length() - SUFFIX.length()))
                : Optional.empty();
    }

    public String getAction() {
        return action;
    }

    @Override
    public StringParameterValue getDefaultParameterValue() {
        return new Unchosen(getName(), "", getDescription());
    }

    @Override
    public ParameterValue createValue(String value) {
        return new Value(getName(), value.strip(), getDescription());
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return createValue(form.getString("value"));
    }

    /** Whoever looks for parameters that take text finds it. */
    @Override
    public String getType() {
        return StringParameterDefinition.class.getSimpleName();
    }

    /** A revision is chosen for one start. */
    @Override
    public ParameterDefinition copyWithDefaultValue(ParameterValue value) {
        return this;
    }

    @Override
    public int hashCode() {
        return action.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevisionParameter that && action.equals(that.action);
    }

    /** A revision that somebody chose. It is no environment variable: its name is none. */
    public static final class Value extends StringParameterValue {
        private static final long serialVersionUID = 1;

        Value(String name, String value, String description) {
            super(name, value, description);
        }

        @Override
        public void buildEnvironment(Run<?, ?> build, EnvVars environment) {}
    }

    /** The kind of parameter. */
    @Extension
    @Symbol("sourceRevision")
    public static final class DescriptorImpl extends ParameterDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.RevisionParameter_displayName();
        }
    }
}
