package io.jenkins.plugins.stagegate.plugin.gate;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;

/**
 * Keeps an administrator's gates in front of a folder's pipelines when somebody gives the folder another name or place. Before its
 * pipelines are opened there, so that there is no moment without them.
 */
@Extension(ordinal = GatesFollowFolders.BEFORE_PIPELINES)
public final class GatesFollowFolders extends ItemListener {
    static final double BEFORE_PIPELINES = 100;

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        StageGateSettings.get().followFolder(oldFullName, newFullName);
    }
}
