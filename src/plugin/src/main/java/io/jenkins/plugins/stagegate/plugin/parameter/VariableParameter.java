package io.jenkins.plugins.stagegate.plugin.parameter;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import java.util.Objects;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A pipeline variable in the form that starts a build.
 *
 * <p>It shows the default value that the definition had when it was read last. A start that says nothing about the variable
 * leaves it to the definition, which may have another one by then. Other plugins take it for a parameter with text, as which
 * callers give its value.
 */
public final class VariableParameter extends StringParameterDefinition {
    private static final long serialVersionUID = 1;

    @DataBoundConstructor
    public VariableParameter(String name, String defaultValue, String description) {
        super(name, defaultValue, description);
    }

    @NonNull
    @Override
    public String getDefaultValue() {
        return Util.fixNull(super.getDefaultValue());
    }

    /** Whoever looks for parameters that take text finds it. */
    @Override
    public String getType() {
        return StringParameterDefinition.class.getSimpleName();
    }

    @Override
    public ParameterDefinition copyWithDefaultValue(ParameterValue value) {
        return value instanceof StringParameterValue text
                ? new VariableParameter(getName(), text.getValue(), getDescription())
                : this;
    }

    /** Whoever starts without the form, as on the command line, must be given a value for what they say nothing of. */
    @Override
    public StringParameterValue getDefaultParameterValue() {
        return new Unchosen(getName(), getDefaultValue(), getDescription());
    }

    @Override
    public ParameterValue createValue(String value) {
        return new StringParameterValue(getName(), value, getDescription());
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return createValue(form.getString("value"));
    }

    @Override
    public int hashCode() {
        return Objects.hash(getName(), getDescription(), getDefaultValue());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VariableParameter that
                && Objects.equals(getName(), that.getName())
                && Objects.equals(getDescription(), that.getDescription())
                && getDefaultValue().equals(that.getDefaultValue());
    }

    /** The kind of parameter. */
    @Extension
    @Symbol("pipelineVariable")
    public static final class DescriptorImpl extends ParameterDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.VariableParameter_displayName();
        }
    }
}
