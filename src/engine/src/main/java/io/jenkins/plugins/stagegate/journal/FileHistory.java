package io.jenkins.plugins.stagegate.journal;

import io.jenkins.plugins.stagegate.decision.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A history in a file. Memory holds where each execution's newest record is, nothing else. */
public final class FileHistory implements History {
    private final RecordFile file;
    private final TreeMap<Long, Entry> byNumber = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    private record Entry(long offset, Instant updated) {}

    private FileHistory(RecordFile file) throws IOException {
        this.file = file;
        file.forEach(0, (offset, payload) -> index(Json.read(payload, Execution.class), offset));
    }

    /** Opens the file {@code history} in the folder, and makes both if they are not there. */
    public static FileHistory open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = RecordFile.open(folder.resolve("history"));
        try {
            return new FileHistory(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public synchronized void keep(List<Execution> ended) throws IOException {
        for (Execution execution : ended) {
            var known = byNumber.get(execution.start().number());
            if (known == null || !known.updated().equals(execution.updated())) {
                index(execution, file.append(List.of(Json.write(execution))));
            }
        }
    }

    private void index(Execution execution, long offset) {
        byNumber.put(execution.start().number(), new Entry(offset, execution.updated()));
        numbers.put(execution.id(), execution.start().number());
    }

    @Override
    public synchronized Optional<Execution> find(String id) throws IOException {
        var number = numbers.get(id);
        return number == null ? Optional.empty() : Optional.of(read(byNumber.get(number)));
    }

    @Override
    public synchronized List<Execution> latest(long below, int count) throws IOException {
        var found = new ArrayList<Execution>();
        for (Entry entry : byNumber.headMap(below, false).descendingMap().values()) {
            if (found.size() == count) {
                break;
            }
            found.add(read(entry));
        }
        return found;
    }

    private Execution read(Entry entry) throws IOException {
        return Json.read(file.read(entry.offset()), Execution.class);
    }

    @Override
    public synchronized long size() {
        return byNumber.size();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
