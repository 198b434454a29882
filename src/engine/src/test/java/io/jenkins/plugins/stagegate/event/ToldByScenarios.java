package io.jenkins.plugins.stagegate.event;

import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The events that others would be told of in the stories of the flow. */
final class ToldByScenarios {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");

    private ToldByScenarios() {}

    static List<LifecycleEvent> all() throws IOException {
        var told = new ArrayList<LifecycleEvent>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                told.addAll(of(file));
            }
        }
        return told;
    }

    static List<LifecycleEvent> of(String scenario) throws IOException {
        return of(FOLDER.resolve(scenario + ".txt"));
    }

    private static List<LifecycleEvent> of(Path file) throws IOException {
        var scenario = new Scenario();
        scenario.play(Files.readString(file));
        var told = new ArrayList<LifecycleEvent>();
        var state = PipelineState.empty("shop");
        for (Recorded recorded : scenario.events()) {
            var after = Evolution.evolve(state, recorded);
            told.addAll(LifecycleEvents.of(state, recorded, after));
            state = after;
        }
        return told;
    }
}
