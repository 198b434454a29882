package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The declarations of a pipeline that was given in CodePipeline's JSON, word for word, one file a version. */
public record DeclarationFolder(Path folder) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Whether there ever was one. */
    public boolean exists() {
        return Files.isDirectory(folder);
    }

    /** The declaration of that version. */
    public Optional<ObjectNode> read(int version) throws IOException {
        var file = file(version);
        return Files.exists(file)
                ? Optional.of((ObjectNode) MAPPER.readTree(Files.readString(file)))
                : Optional.empty();
    }

    /** Keeps a declaration as that version. */
    public void write(int version, ObjectNode declaration) throws IOException {
        Files.createDirectories(folder);
        var fresh = folder.resolve("new");
        Files.write(fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(declaration));
        Files.move(fresh, file(version), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(int version) {
        return folder.resolve(version + ".json");
    }
}
