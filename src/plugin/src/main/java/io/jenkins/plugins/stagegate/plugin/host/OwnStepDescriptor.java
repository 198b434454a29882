package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jvnet.localizer.Localizable;

/** What Jenkins knows of a step that only actions and conditions use, and no author of a definition. */
abstract class OwnStepDescriptor extends StepDescriptor {
    private final String name;
    private final Localizable displayName;
    private final Set<Class<?>> needed;

    /** @param needed what has to be there for the step */
    OwnStepDescriptor(String name, Localizable displayName, Class<?>... needed) {
        this.name = name;
        this.displayName = displayName;
        this.needed = Set.of(needed);
    }

    /** The argument that views show beside the step, if any does; of a list the first element. */
    @CheckForNull
    String shown() {
        return null;
    }

    @Override
    public final String getFunctionName() {
        return name;
    }

    @NonNull
    @Override
    public final String getDisplayName() {
        return displayName.toString();
    }

    @Override
    public final boolean isAdvanced() {
        return true;
    }

    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return needed;
    }

    @Override
    public final String argumentsToString(@NonNull Map<String, Object> arguments) {
        var argument = shown() == null ? null : arguments.get(shown());
        if (argument instanceof List<?> list) {
            return list.isEmpty() ? null : list.get(0).toString();
        }
        return argument == null ? null : argument.toString();
    }
}
