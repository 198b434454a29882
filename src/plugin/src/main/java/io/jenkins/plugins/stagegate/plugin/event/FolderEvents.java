package io.jenkins.plugins.stagegate.plugin.event;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.XmlFile;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.stagegate.plugin.ui.Audited;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The addresses that are told what happens to the pipelines of a folder. */
public final class FolderEvents extends AbstractFolderProperty<AbstractFolder<?>> {
    private final List<EventHook> hooks;

    @DataBoundConstructor
    public FolderEvents(List<EventHook> hooks) {
        this.hooks = hooks == null ? new ArrayList<>() : new ArrayList<>(hooks);
    }

    public List<EventHook> getHooks() {
        return hooks == null ? List.of() : List.copyOf(hooks);
    }

    /** The form of a folder's hooks. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    @Symbol("stageGateEvents")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor implements Listeners.Source {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FolderEvents_displayName();
        }

        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 req, @NonNull JSONObject form)
                throws Descriptor.FormException {
            return form.has("hooks") ? super.newInstance(req, form) : null;
        }

        @Override
        public List<EventHook> of(ItemGroup<?> group) {
            return hooksOf(group);
        }
    }

    private static List<EventHook> hooksOf(Object place) {
        var property = place instanceof AbstractFolder<?> folder
                ? folder.getProperties().get(FolderEvents.class)
                : null;
        return property == null ? List.of() : property.getHooks();
    }

    /** Has changes of the addresses noted. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    public static final class Noted implements Audited {
        @Override
        public String what() {
            return EventHook.WHAT;
        }

        @Override
        public State of(Item item) {
            return EventHook.state(hooksOf(item));
        }
    }

    /** Follows changes of folders. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    public static final class Changes extends SaveableListener {
        @Override
        public void onChange(Saveable changed, XmlFile file) {
            if (changed instanceof AbstractFolder<?> folder) {
                Listeners.renew(folder.getFullName());
            }
        }
    }
}
