package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.events.EventTargets;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who is told what happens. */
final class EventsOption {
    @Option(
            names = "--events",
            paramLabel = "FILE|URL",
            description = "Where events go: appended to a file as JSON lines, or posted to an http(s) address."
                    + " May be repeated.")
    private List<String> targets = new ArrayList<>();

    List<EventListener> listeners() throws UserException {
        var listeners = new ArrayList<EventListener>();
        for (String target : List.copyOf(targets)) {
            listeners.add(EventTargets.of(target));
        }
        return List.copyOf(listeners);
    }
}
