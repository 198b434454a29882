package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.artifact.Archive;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.object.ObjectDeployment;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import io.jenkins.plugins.stagegate.plugin.provider.Setting;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;

/** Puts an artifact into a bucket: what {@code s3} means in a {@code deploy}. It runs on the controller, without an executor. */
@Extension
public final class S3Provider extends ActionProvider {
    @Override
    public String name() {
        return ActionType.S3;
    }

    @Override
    public List<Setting> settings() {
        return Stream.concat(
                        Stream.of(Setting.required("BucketName")),
                        Stream.of(
                                        "Extract",
                                        "ObjectKey",
                                        "CannedACL",
                                        "CacheControl",
                                        "Encryption",
                                        "KMSEncryptionKeyARN",
                                        "Region",
                                        "Endpoint",
                                        "CredentialsId")
                                .map(Setting::optional))
                .toList();
    }

    @Override
    public StepExecution start(ProvidedAction action) {
        return StepExecutions.synchronousNonBlockingVoid(action.context(), context -> put(action, context));
    }

    private static void put(ProvidedAction action, StepContext context) throws Exception {
        Run<?, ?> run = context.get(Run.class);
        var logins = new PasswordLogins(run.getParent(), Optional.of(run));
        var log = context.get(TaskListener.class).getLogger();
        var settings = action.settings();
        var deployment = new ObjectDeployment(settings, S3Part.required(), S3Part.connection(settings, logins));
        var folder = new FilePath(new File(run.getRootDir(), "stage-gate-" + action.id()));
        try {
            folder.deleteRecursive();
            var files = folder.child("files");
            action.takeIn(action.inputs().get(0), files);
            action.give(put(deployment, Path.of(folder.getRemote()), action.id(), log::println));
        } finally {
            folder.deleteRecursive();
        }
    }

    private static Map<String, String> put(
            ObjectDeployment deployment, Path folder, String id, java.util.function.Consumer<String> told)
            throws IOException {
        var files = folder.resolve("files");
        var unique = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        if (deployment.extracts()) {
            return deployment.putFiles(files, Instant.now(), unique, told);
        }
        // The same files make the same archive, byte for byte.
        var archive = folder.resolve("artifact.zip");
        try (var out = Files.newOutputStream(archive)) {
            Archive.pack(files, List.of(), out);
        }
        return deployment.putArchive(archive, Instant.now(), unique, told);
    }
}
