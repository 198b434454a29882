package io.jenkins.plugins.stagegate.plugin.ui;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/** The release pipelines of a folder, of a multibranch project, or of an organization. */
@Restricted(NoExternalUse.class)
public final class FolderOverview extends OverviewAction implements StaplerProxy {
    private final AbstractFolder<?> folder;

    FolderOverview(AbstractFolder<?> folder) {
        this.folder = folder;
    }

    @Override
    ItemGroup<?> group() {
        return folder;
    }

    @Override
    public Object getTarget() {
        folder.checkPermission(Item.READ);
        return this;
    }

    /** Puts the page on every folder. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    @Restricted(NoExternalUse.class)
    @SuppressWarnings("rawtypes") // The type of a factory is a class, and that of a folder is generic.
    public static final class Factory extends TransientActionFactory<AbstractFolder> {
        @Override
        public Class<AbstractFolder> type() {
            return AbstractFolder.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull AbstractFolder folder) {
            return List.of(new FolderOverview(folder));
        }
    }
}
