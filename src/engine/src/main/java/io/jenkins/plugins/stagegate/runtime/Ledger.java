package io.jenkins.plugins.stagegate.runtime;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The small file that says how far a listener is. It is replaced whole, so that a crash leaves the old one or the new one. */
record Ledger(Path file) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * What stands in it.
     *
     * @param taken what the listener took last
     * @param through the journal's event up to which {@code kept} is whole
     * @param kept what the listener has not taken, and the journal may know no more
     */
    record Entry(Position taken, long through, List<LifecycleEvent> kept) {
        Entry {
            kept = List.copyOf(kept);
        }

        /** The first of the journal's events that must be there, for nothing else tells of it. */
        long next() {
            return Math.max(
                    through + 1,
                    taken.equals(Position.behind(taken.sequence())) ? taken.sequence() + 1 : taken.sequence());
        }
    }

    /**
     * The entry, if there is one.
     *
     * @throws IOException if it cannot be read
     */
    Optional<Entry> read() throws IOException {
        return Files.exists(file) ? Optional.of(MAPPER.readValue(file.toFile(), Entry.class)) : Optional.empty();
    }

    void write(Entry entry) throws IOException {
        Files.createDirectories(file.getParent());
        var beside = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(entry));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
