package io.jenkins.plugins.stagegate.plugin.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A definition to begin with, which the form of a job offers. */
public record DefinitionSample(String title, String text) {
    static List<DefinitionSample> all() throws IOException {
        return List.of(
                of(Messages.DefinitionSample_first(), "first"),
                of(Messages.DefinitionSample_parallel(), "parallel"),
                of(Messages.DefinitionSample_people(), "people"));
    }

    private static DefinitionSample of(String title, String name) throws IOException {
        try (var file =
                DefinitionSample.class.getResourceAsStream("ReleasePipelineDefinition/samples/" + name + ".groovy")) {
            return new DefinitionSample(title, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
