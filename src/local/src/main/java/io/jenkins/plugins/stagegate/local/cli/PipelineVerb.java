package io.jenkins.plugins.stagegate.local.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import io.jenkins.plugins.stagegate.local.desk.Doors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A verb with the name and options of one of CodePipeline's own. Its answer, JSON in CodePipeline's shape, goes to the
 * standard output.
 */
abstract class PipelineVerb implements Callable<Integer> {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Option(
            names = {"--pipeline-name", "--name"},
            paramLabel = "NAME",
            defaultValue = "",
            description = "The pipeline; may be left out if there is only one.")
    private String name;

    @Mixin
    private StateOption state;

    @Spec
    private CommandSpec spec;

    /** Asks whoever has the pipeline open. */
    abstract Answer ask(Door door) throws UserException, IOException;

    /** Whether it is worth saying that nobody performs what was decided. */
    boolean decides() {
        return true;
    }

    @Override
    public final Integer call() throws UserException, IOException, InterruptedException {
        var place = state.in(Path.of("")).existing(name);
        try (var door = Doors.open(place, Program.user())) {
            var answer = ask(door);
            if (!answer.good()) {
                throw UserException.failure(answer.complaint());
            }
            spec.commandLine()
                    .getOut()
                    .println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer.body()));
            if (decides() && !door.performed()) {
                spec.commandLine()
                        .getErr()
                        .println("Kept. Nobody runs this pipeline now; the next `run` or `serve` goes on with it.");
            }
            return ExitCodes.SUCCESS;
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
