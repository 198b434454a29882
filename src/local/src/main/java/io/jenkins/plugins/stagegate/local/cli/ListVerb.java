package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Door;
import java.io.IOException;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list-pipeline-executions",
        description = "Lists the executions of a pipeline, the newest first.",
        footer = {"", "  stage-gate list-pipeline-executions --pipeline-name shop --max-results 5"})
final class ListVerb extends PipelineVerb {
    @Option(
            names = {"--max-results", "--max-items"},
            paramLabel = "N",
            description = "At most so many, 1 to 100.")
    private Integer maxResults;

    @Option(
            names = {"--next-token", "--starting-token"},
            paramLabel = "TOKEN",
            description = "Go on behind the page that ended with this token.")
    private String nextToken;

    @Override
    Answer ask(Door door) throws UserException, IOException {
        var query = new LinkedHashMap<String, String>();
        if (maxResults != null) {
            query.put("maxResults", String.valueOf(maxResults));
        }
        if (nextToken != null) {
            query.put("nextToken", nextToken);
        }
        return door.read("executions", query);
    }

    @Override
    boolean decides() {
        return false;
    }
}
