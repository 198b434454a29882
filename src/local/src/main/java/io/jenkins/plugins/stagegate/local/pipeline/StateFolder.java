package io.jenkins.plugins.stagegate.local.pipeline;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.account.KeyFile;
import io.jenkins.plugins.stagegate.local.host.ActionFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder in which pipelines keep what they know: one folder each, named after them.
 *
 * @param folder may not exist yet
 */
public record StateFolder(Path folder) {
    /** What the folder is called when nobody says otherwise; it stands beside the definition. */
    public static final String USUAL = ".stage-gate";

    /** The place of one pipeline. */
    public record Place(Path folder, String pipeline) {
        ActionFolders actions() {
            return new ActionFolders(folder.resolve("actions"));
        }

        /** Where its artifacts are, by their digests. */
        public Path artifacts() {
            return folder.resolve("artifacts");
        }

        /** Says whether artifacts are in a bucket instead; one file for all pipelines of the state folder. */
        ArtifactStoreFile artifactStore() {
            return new ArtifactStoreFile(folder.resolveSibling("artifact-store.json"));
        }

        /** The list of what workers handed over for an action. */
        public Path handedOver(String actionExecution) {
            return actions().folder().resolve(actionExecution).resolve("handed-over.json");
        }

        /** Where the declarations are that clients of CodePipeline's gave. */
        public Path declarations() {
            return folder.resolve("declarations");
        }

        /** What the definition's file says word for word, if that is a declaration of CodePipeline's. */
        public Path words() {
            return folder.resolve("words");
        }

        /** The secret settings of its actions that clients gave. */
        public Path secrets() {
            return folder.resolve("secrets.json");
        }

        /** What its triggers must not forget. */
        public Path triggers() {
            return folder.resolve("triggers");
        }

        Path copies() {
            return folder.resolve("copies");
        }

        /** Says who has the pipeline open, and how to talk to them. */
        public HolderFile holder() {
            return new HolderFile(folder.resolve("holder.json"));
        }
    }

    /** Where that pipeline is kept, whether or not there is anything yet. */
    public Place of(String pipeline) {
        return new Place(folder.toAbsolutePath().normalize().resolve(pipeline), pipeline);
    }

    /** Makes the folder, and keeps it out of the repository that it may stand in. */
    public void make() throws IOException {
        Files.createDirectories(folder);
        var ignored = folder.resolve(".gitignore");
        if (!Files.exists(ignored)) {
            Files.writeString(ignored, "*\n");
        }
    }

    static void make(Place place) throws IOException {
        new StateFolder(place.folder().getParent()).make();
        Files.createDirectories(place.folder());
    }

    /** The keys that clients of CodePipeline's sign with. */
    public KeyFile keys() {
        return new KeyFile(folder.resolve("keys.json"));
    }

    /** What tokens of jobs are made with. */
    public Path jobSecret() {
        return folder.resolve("job-secret");
    }

    /** The pipelines that are kept here. */
    public List<String> pipelines() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.list(folder)) {
            return found.filter(path -> Files.exists(path.resolve("journal")))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /**
     * The place of a pipeline that is kept here.
     *
     * @param name empty if there is only one
     */
    public Place existing(String name) throws UserException, IOException {
        var known = pipelines();
        if (known.isEmpty()) {
            throw UserException.usage("No pipeline was ever run or served with its state in " + folder
                    + ". Change to the folder of the Jenkinsfile, or name the state's folder with --state.");
        }
        if (name.isEmpty() && known.size() > 1) {
            throw UserException.usage("Name one of the pipelines with --pipeline-name: " + String.join(", ", known));
        }
        if (!name.isEmpty() && !known.contains(name)) {
            throw UserException.usage(
                    "There is no pipeline '" + name + "' in " + folder + ". There is: " + String.join(", ", known));
        }
        return of(name.isEmpty() ? known.get(0) : name);
    }
}
