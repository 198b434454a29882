package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a test asks a record file again and again. */
final class Records {
    private Records() {}

    static List<String> of(RecordFile file) throws IOException {
        List<String> payloads = new ArrayList<>();
        file.forEach(0, (offset, payload) -> payloads.add(payload));
        return payloads;
    }

    static List<String> in(Path path) throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            return of(file);
        }
    }

    static void create(Path path, List<String> payloads) throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(payloads);
        }
    }
}
