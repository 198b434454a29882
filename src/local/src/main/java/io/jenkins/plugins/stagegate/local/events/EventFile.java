package io.jenkins.plugins.stagegate.local.events;

import io.jenkins.plugins.stagegate.event.EventBridge;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends events to a file, one a line, as EventBridge shows them. An event is on the disk before the next one is taken. */
final class EventFile implements EventListener {
    private final Path file;

    EventFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return "file-" + Names.digest(file.toString());
    }

    @Override
    public void deliver(LifecycleEvent event) throws IOException {
        var line = ByteBuffer.wrap((EventBridge.envelope(event) + "\n").getBytes(StandardCharsets.UTF_8));
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        }
    }
}
