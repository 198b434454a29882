package io.jenkins.plugins.stagegate.local.wire;

import static io.jenkins.plugins.stagegate.local.wire.Pipelines.stage;

import io.jenkins.plugins.stagegate.local.Eventually;
import io.jenkins.plugins.stagegate.local.cli.Project;
import io.jenkins.plugins.stagegate.local.cli.Served;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** What the stories of all subjects have: a project, a real {@code serve} of it, and a client. */
abstract class ClientStories {
    static final Project PROJECT = new Project();

    static Clients clients;
    static SignedCalls calls;
    static Served served;
    static CodePipelineClient client;

    static String repository() {
        return PROJECT.folder().toString();
    }

    static void create(String name, StageDeclaration... stages) {
        client.createPipeline(call -> call.pipeline(Pipelines.of(name, repository(), stages)));
    }

    static String newest(String pipeline) {
        return client.listPipelineExecutions(call -> call.pipelineName(pipeline))
                .pipelineExecutionSummaries()
                .get(0)
                .pipelineExecutionId();
    }

    static PipelineExecutionStatus status(String pipeline, String execution) {
        return client.getPipelineExecution(call -> call.pipelineName(pipeline).pipelineExecutionId(execution))
                .pipelineExecution()
                .status();
    }

    static void await(String pipeline, String execution, PipelineExecutionStatus status) throws Exception {
        Eventually.until(
                () -> status(pipeline, execution) == status, () -> String.valueOf(status(pipeline, execution)));
    }

    static StageState stageState(String pipeline, String stage) {
        return client.getPipelineState(call -> call.name(pipeline)).stageStates().stream()
                .filter(one -> one.stageName().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    static ActionExecution latest(String pipeline, String stage) {
        return stageState(pipeline, stage).actionStates().get(0).latestExecution();
    }

    static void awaitIn(String pipeline, String stage, ActionExecutionStatus status) throws Exception {
        Eventually.until(
                () -> latest(pipeline, stage) != null && latest(pipeline, stage).status() == status,
                () -> String.valueOf(stageState(pipeline, stage)));
    }
}
