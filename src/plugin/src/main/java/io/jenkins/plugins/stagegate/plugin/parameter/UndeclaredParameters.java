package io.jenkins.plugins.stagegate.plugin.parameter;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Keeps out of <em>Add Parameter</em> what only a definition can declare: in a release pipeline it would vanish when that is read, and
 * in any other job it means nothing. Those that a job has stay in its form.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class UndeclaredParameters extends DescriptorVisibilityFilter {
    @SuppressWarnings("rawtypes") // As Jenkins asks.
    @Override
    public boolean filter(Object context, @NonNull Descriptor descriptor) {
        return !(descriptor instanceof VariableParameter.DescriptorImpl
                || descriptor instanceof RevisionParameter.DescriptorImpl);
    }
}
