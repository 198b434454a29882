package io.jenkins.plugins.stagegate.local.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file beside a journal that says who has it open. Only its owner can read it, for it holds the key to the door. */
public record HolderFile(Path file) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Who has the pipeline open.
     *
     * @param verb {@code run} or {@code serve}
     * @param address of the pipeline on the holder's server, with a slash at the end
     * @param token what the server wants to see
     */
    public record Holder(long pid, String verb, String address, String token) {
        @Override
        public String toString() {
            return "`" + verb + "` (process " + pid + ")";
        }
    }

    /** Who says to hold the pipeline. They may be gone. */
    public Optional<Holder> read() throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readString(file), Holder.class));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Makes the holder known. */
    public void write(Holder holder) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, MAPPER.writeValueAsString(holder));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Says that nobody holds it any more. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
