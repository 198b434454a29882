package io.jenkins.plugins.stagegate.arrival;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the triggers of one pipeline must not forget: deliveries that wait, those that were dealt with, and what was last seen.
 *
 * <p>A delivery is on disk before its sender gets an answer, and leaves the waiting ones only after its outcome is on disk. May be
 * used by any thread.
 */
public final class TriggerFolder {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int KEPT = 1000;

    private final Path inbox;
    private final Path deliveries;
    private final Path seen;
    private final Set<String> known = new HashSet<>();
    private long last;
    private int added;

    private TriggerFolder(Path folder) {
        this.inbox = folder.resolve("inbox");
        this.deliveries = folder.resolve("deliveries");
        this.seen = folder.resolve("seen.json");
    }

    /** Opens the folder, which may not exist yet, and mends what a crash left between two steps. */
    public static TriggerFolder open(Path folder) throws IOException {
        var opened = new TriggerFolder(folder);
        Files.createDirectories(opened.inbox);
        opened.shorten();
        for (JsonNode line : opened.deliveries()) {
            opened.remember(line);
        }
        for (Path file : opened.files()) {
            var node = MAPPER.readTree(Files.readString(file));
            if (opened.known.contains(node.path("id").asText())) {
                Files.delete(file);
            } else {
                opened.remember(node);
            }
            opened.last = Long.parseLong(file.getFileName().toString().replace(".json", ""));
        }
        return opened;
    }

    private void remember(JsonNode node) {
        known.add(node.path("id").asText());
        known.add(node.path("digest").asText());
    }

    /**
     * Takes a delivery in; when this returns, it is on disk.
     *
     * @return false if it has come before
     */
    synchronized boolean put(Arrival arrival) throws IOException {
        var digest = arrival.digest();
        if (known.contains(arrival.id()) || known.contains(digest)) {
            return false;
        }
        var node = arrival.toJson().put("digest", digest);
        write(inbox.resolve("%012d.json".formatted(++last)), node);
        remember(node);
        return true;
    }

    /** Deliveries that nobody has dealt with, the oldest first. */
    public synchronized List<Arrival> waiting() throws IOException {
        var waiting = new ArrayList<Arrival>();
        for (Path file : files()) {
            waiting.add(Arrival.of(MAPPER.readTree(Files.readString(file))));
        }
        return waiting;
    }

    /** Notes what became of a delivery, and lets go of it. */
    synchronized void done(String id, List<Outcome> outcomes) throws IOException {
        for (Path file : files()) {
            var node = (ObjectNode) MAPPER.readTree(Files.readString(file));
            if (node.path("id").asText().equals(id)) {
                node.remove(List.of("body", "headers"));
                var list = node.putArray("verdicts");
                outcomes.forEach(outcome -> outcome.writeTo(list.addObject()));
                add(node);
                Files.delete(file);
            }
        }
    }

    /** Notes what became of something that never waited. */
    synchronized void note(String id, String origin, Instant at, List<Outcome> outcomes) throws IOException {
        var node = MAPPER.createObjectNode();
        node.put("id", id).put("origin", origin).put("at", at.toString());
        var list = node.putArray("verdicts");
        outcomes.forEach(outcome -> outcome.writeTo(list.addObject()));
        add(node);
    }

    /** Whoever may call may call often: the file does not grow for ever, even if the host is never started anew. */
    private void add(JsonNode delivery) throws IOException {
        append(deliveries, MAPPER.writeValueAsString(delivery) + "\n");
        if (++added > KEPT) {
            shorten();
        }
    }

    /** The deliveries that were dealt with, the oldest first, each with its verdicts. A line that a crash has cut is left out. */
    public synchronized List<JsonNode> deliveries() throws IOException {
        var lines = new ArrayList<JsonNode>();
        if (Files.exists(deliveries)) {
            for (String line : Files.readAllLines(deliveries)) {
                whole(line).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private static Optional<JsonNode> whole(String line) {
        try {
            return Optional.of(MAPPER.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void shorten() throws IOException {
        added = 0;
        var lines = deliveries();
        if (lines.size() > KEPT) {
            var kept = new StringBuilder();
            for (JsonNode line : lines.subList(lines.size() - KEPT, lines.size())) {
                kept.append(MAPPER.writeValueAsString(line)).append('\n');
            }
            replace(deliveries, kept.toString());
        }
    }

    /** What was last seen under a name: the commits of a repository's branches, say; empty if nothing was. */
    public synchronized Optional<Map<String, String>> seen(String name) throws IOException {
        var node = seen().path(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        node.properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        return Optional.of(values);
    }

    /** Replaces what was last seen under a name. */
    public synchronized void see(String name, Map<String, String> values) throws IOException {
        var all = seen();
        var node = all.putObject(name);
        values.forEach(node::put);
        write(seen, all);
    }

    /** The instant that was last looked at under a name. */
    Optional<Instant> looked(String name) throws IOException {
        return seen(name).map(values -> Instant.parse(values.get("at")));
    }

    private ObjectNode seen() throws IOException {
        return Files.exists(seen) ? (ObjectNode) MAPPER.readTree(Files.readString(seen)) : MAPPER.createObjectNode();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static void write(Path file, JsonNode node) throws IOException {
        replace(file, MAPPER.writeValueAsString(node));
    }

    /** Either the old text is there after a crash, or the new one. */
    private static void replace(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        append(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void append(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
