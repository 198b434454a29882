package io.jenkins.plugins.stagegate.plugin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.Eventually;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** How a client looks whether something has come about. */
record Stories(CodePipelineClient client) {
    String newest(String pipeline) {
        return client.listPipelineExecutions(call -> call.pipelineName(pipeline))
                .pipelineExecutionSummaries()
                .get(0)
                .pipelineExecutionId();
    }

    void await(String pipeline, String execution, PipelineExecutionStatus status) throws Exception {
        Eventually.of(() -> assertThat(client.getPipelineExecution(
                                call -> call.pipelineName(pipeline).pipelineExecutionId(execution))
                        .pipelineExecution()
                        .status())
                .isEqualTo(status));
    }

    StageState stage(String pipeline, String stage) {
        return client.getPipelineState(call -> call.name(pipeline)).stageStates().stream()
                .filter(one -> one.stageName().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    ActionExecution latest(String pipeline, String stage) {
        return stage(pipeline, stage).actionStates().get(0).latestExecution();
    }

    void awaitIn(String pipeline, String stage, ActionExecutionStatus status) throws Exception {
        Eventually.of(() -> {
            assertThat(latest(pipeline, stage)).isNotNull();
            assertThat(latest(pipeline, stage).status()).isEqualTo(status);
        });
    }
}
