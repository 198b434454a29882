package io.jenkins.plugins.stagegate.plugin.gate;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.model.Items;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The gates of a folder. Only who has <em>Control</em> on the folder can change them: by the form, which is seen to here, or in any
 * other way, which {@link FolderGatesGuard} sees to.
 */
public final class FolderGates extends AbstractFolderProperty<AbstractFolder<?>> {
    private final List<ImposedGate> gates;

    /**
     * Gates of a folder.
     *
     * @throws IllegalArgumentException if one of them names another folder, which only those of an administrator can
     */
    @DataBoundConstructor
    public FolderGates(List<ImposedGate> gates) {
        if (gates != null && gates.stream().anyMatch(gate -> !gate.getFolder().isEmpty())) {
            throw new IllegalArgumentException(Messages.FolderGates_otherFolder());
        }
        this.gates = gates == null ? new ArrayList<>() : new ArrayList<>(gates);
    }

    public List<ImposedGate> getGates() {
        return gates == null ? List.of() : List.copyOf(gates);
    }

    static List<ImposedGate> of(AbstractFolder<?> folder) {
        var property = folder.getProperties().get(FolderGates.class);
        return property == null ? List.of() : property.getGates();
    }

    /** What has not come from outside has been looked at before, or is what was on the disk. */
    @Override
    protected void setOwner(@NonNull AbstractFolder<?> owner) {
        super.setOwner(owner);
        if (!Items.currentlyUpdatingByXml()) {
            FolderGatesGuard.get().allow(owner, getGates());
        }
    }

    @Override
    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 req, JSONObject form) throws Descriptor.FormException {
        if (!owner.hasPermission(StageGatePermissions.CONTROL)) {
            requireNothingSaid(owner, form);
            return this;
        }
        return form == null ? null : (AbstractFolderProperty<?>) getDescriptor().newInstance(req, form);
    }

    /** The form shows no gates to those who may not change them. */
    private static void requireNothingSaid(AbstractFolder<?> folder, JSONObject form) {
        if (form != null && form.has("gates")) {
            folder.checkPermission(StageGatePermissions.CONTROL);
        }
    }

    /** The form of a folder's gates. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    @Symbol("stageGates")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor implements ImposedGates.Source {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FolderGates_displayName();
        }

        /** Whether whoever sees the form may change the gates. */
        public boolean isChangeable(Object folder) {
            return folder instanceof AbstractFolder<?> known && known.hasPermission(StageGatePermissions.CONTROL);
        }

        @Override
        public AbstractFolderProperty<?> newInstance(@CheckForNull StaplerRequest2 req, @NonNull JSONObject form)
                throws Descriptor.FormException {
            var folder = req == null ? null : req.findAncestorObject(AbstractFolder.class);
            if (folder != null && !folder.hasPermission(StageGatePermissions.CONTROL)) {
                requireNothingSaid(folder, form);
                return null;
            }
            return form.has("gates") ? super.newInstance(req, form) : null;
        }

        @Override
        public List<ImposedGate> of(ItemGroup<?> group) {
            return group instanceof AbstractFolder<?> folder ? FolderGates.of(folder) : List.of();
        }
    }
}
