package io.jenkins.plugins.stagegate.plugin.trigger;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.stagegate.plugin.ui.Audited;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The secrets of hooks that may start the pipelines of a folder. */
public final class FolderHooks extends AbstractFolderProperty<AbstractFolder<?>> {
    private final List<HookSecret> secrets;

    @DataBoundConstructor
    public FolderHooks(List<HookSecret> secrets) {
        this.secrets = secrets == null ? new ArrayList<>() : new ArrayList<>(secrets);
    }

    public List<HookSecret> getSecrets() {
        return secrets == null ? List.of() : List.copyOf(secrets);
    }

    /** The form of a folder's secrets. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    @Symbol("stageGateHooks")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor implements HookScopes.Source {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FolderHooks_displayName();
        }

        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 req, @NonNull JSONObject form)
                throws Descriptor.FormException {
            return form.has("secrets") ? super.newInstance(req, form) : null;
        }

        @Override
        public List<HookSecret> of(ItemGroup<?> group) {
            return secretsOf(group);
        }
    }

    private static List<HookSecret> secretsOf(Object place) {
        var property = place instanceof AbstractFolder<?> folder
                ? folder.getProperties().get(FolderHooks.class)
                : null;
        return property == null ? List.of() : property.getSecrets();
    }

    /** Has changes of the secrets noted. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    public static final class Noted implements Audited {
        @Override
        public String what() {
            return HookSecret.WHAT;
        }

        @Override
        public State of(Item item) {
            return HookSecret.state(secretsOf(item));
        }
    }
}
