package io.jenkins.plugins.stagegate.local.wire;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Declarations as a client writes them. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
final class Pipelines {
    private Pipelines() {}

    /** Takes a repository in its first stage, and does this in its second. */
    static PipelineDeclaration of(String name, String repository, StageDeclaration... stages) {
        var source = action("Checkout", ActionCategory.SOURCE, ActionOwner.AWS, "Git")
                .configuration(Map.of("url", repository, "branch", "main"))
                .outputArtifacts(artifact -> artifact.name("Repository"))
                .build();
        var all = new java.util.ArrayList<StageDeclaration>();
        all.add(stage("Source", source));
        all.addAll(List.of(stages));
        return PipelineDeclaration.builder()
                .name(name)
                .roleArn("arn:aws:iam::123456789012:role/release")
                .artifactStore(store -> store.type("S3").location("release-artifacts"))
                .stages(all)
                .build();
    }

    /** The same with what the service says of it besides. */
    static PipelineDeclaration answered(PipelineDeclaration declared, int version) {
        return declared.toBuilder()
                .version(version)
                .executionMode(ExecutionMode.SUPERSEDED)
                .pipelineType(PipelineType.V2)
                .stages(declared.stages().stream().map(Pipelines::answered).toList())
                .build();
    }

    private static StageDeclaration answered(StageDeclaration stage) {
        return stage.toBuilder()
                .actions(stage.actions().stream()
                        .map(action -> action.toBuilder()
                                .runOrder(1)
                                .configuration(action.configuration())
                                .inputArtifacts(action.inputArtifacts())
                                .outputArtifacts(action.outputArtifacts())
                                .build())
                        .toList())
                .build();
    }

    static StageDeclaration stage(String name, ActionDeclaration... actions) {
        return StageDeclaration.builder().name(name).actions(actions).build();
    }

    static ActionDeclaration.Builder action(String name, ActionCategory category, ActionOwner owner, String provider) {
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(id ->
                        id.category(category).owner(owner).provider(provider).version("1"));
    }

    static ActionDeclaration commands(String name, String... lines) {
        return action(name, ActionCategory.COMPUTE, ActionOwner.AWS, "Commands")
                .commands(lines)
                .inputArtifacts(artifact -> artifact.name("Repository"))
                .build();
    }

    static ActionDeclaration approval(String name) {
        return action(name, ActionCategory.APPROVAL, ActionOwner.AWS, "Manual")
                .configuration(Map.of("CustomData", "Ship it?"))
                .build();
    }
}
