package io.jenkins.plugins.stagegate.plugin.provider;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.stagegate.codepipeline.SecretSettings;
import io.jenkins.plugins.stagegate.worker.ActionTypes;
import io.jenkins.plugins.stagegate.worker.FileActionTypes;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The types of actions that workers perform in this Jenkins. */
@Extension
@Restricted(NoExternalUse.class)
public final class WorkerTypes {
    private ActionTypes types;

    /** Those that clients have made known. */
    public static ActionTypes get() throws IOException {
        return ExtensionList.lookupSingleton(WorkerTypes.class).open();
    }

    /** Which of their settings are secrets. */
    public static SecretSettings secrets() throws IOException {
        return new SecretSettings(get());
    }

    private synchronized ActionTypes open() throws IOException {
        if (types == null) {
            var folder = Jenkins.get().getRootDir().toPath().resolve("stage-gate");
            Files.createDirectories(folder);
            types = FileActionTypes.open(folder.resolve("action-types.json"));
        }
        return types;
    }
}
