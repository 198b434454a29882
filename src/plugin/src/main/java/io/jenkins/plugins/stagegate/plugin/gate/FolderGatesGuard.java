package io.jenkins.plugins.stagegate.plugin.gate;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.variant.OptionalExtension;

/**
 * Sees to it that the gates of a folder are changed only by those who may, in whatever way: who may configure the folder can send
 * its whole configuration as a file, which asks for no other permission. What they change of the gates is put back.
 */
@OptionalExtension(requirePlugins = "cloudbees-folder")
public final class FolderGatesGuard extends SaveableListener {
    private static final Logger LOGGER = Logger.getLogger(FolderGatesGuard.class.getName());

    private final Map<AbstractFolder<?>, List<ImposedGate>> allowed = Collections.synchronizedMap(new WeakHashMap<>());
    /** What was last saved, and so is in the audit log. */
    private final Map<AbstractFolder<?>, List<ImposedGate>> saved = Collections.synchronizedMap(new WeakHashMap<>());

    static FolderGatesGuard get() {
        return ExtensionList.lookupSingleton(FolderGatesGuard.class);
    }

    void allow(AbstractFolder<?> folder, List<ImposedGate> gates) {
        allowed.put(folder, gates);
    }

    @Override
    public void onChange(Saveable changed, XmlFile file) {
        if (changed instanceof AbstractFolder<?> folder) {
            var now = FolderGates.of(folder);
            var before = allowed.putIfAbsent(folder, now);
            if (before != null && !ImposedGates.same(now, before)) {
                settle(folder, before, now);
            }
            note(folder);
            ImposedGates.renew(folder.getFullName());
        }
    }

    private void note(AbstractFolder<?> folder) {
        var now = FolderGates.of(folder);
        ImposedGates.note(folder.getFullName(), Objects.requireNonNullElse(saved.put(folder, now), List.of()), now);
    }

    /** Learns what a folder has that is there already. */
    private void know(AbstractFolder<?> folder) {
        var now = FolderGates.of(folder);
        allowed.put(folder, now);
        saved.put(folder, now);
    }

    private void settle(AbstractFolder<?> folder, List<ImposedGate> before, List<ImposedGate> now) {
        if (folder.hasPermission(StageGatePermissions.CONTROL)) {
            allow(folder, now);
        } else {
            LOGGER.log(Level.WARNING, "{0} may not change the gates of {1}. They were put back.", new Object[] {
                Jenkins.getAuthentication2().getName(), folder.getFullName()
            });
            putBack(folder, before);
        }
    }

    @SuppressWarnings("try") // Only its end matters.
    private static void putBack(AbstractFolder<?> folder, List<ImposedGate> gates) {
        try (var system = ACL.as2(ACL.SYSTEM2)) {
            if (gates.isEmpty()) {
                folder.getProperties().remove(FolderGates.class);
            } else {
                var property = new FolderGates(gates);
                property.setOwner(folder);
                folder.getProperties().replace(property);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not put back the gates of " + folder.getFullName());
        }
    }

    /** What a new folder begins with is what its creator may change; what others have is known when Jenkins has read them. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    public static final class Creations extends ItemListener {
        @Override
        public void onLoaded() {
            for (AbstractFolder<?> folder : Jenkins.get().allItems(AbstractFolder.class)) {
                get().know(folder);
            }
        }

        @Override
        public void onCreated(Item item) {
            if (item instanceof AbstractFolder<?> folder) {
                get().allow(folder, FolderGates.of(folder));
                get().note(folder);
            }
        }
    }
}
