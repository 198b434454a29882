package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.Locale;

/** The words inside {@code stages} and {@code stage}. */
final class StageWords {
    static final Place<PipelineDraft> STAGES = new Place<>("stages");
    static final Place<StageDraft> STAGE = new Place<>("stage");
    static final Place<StageDraft> GROUP = new Place<>("actionGroup");

    private static final Form NAMED_BLOCK = Form.one(Kind.NAME).withBlock();

    static {
        STAGES.often("stage", NAMED_BLOCK, (pipeline, arguments) -> {
            ElementPath path = ElementPath.stage(pipeline.stages.size());
            var stage = new StageDraft(arguments.name(), path, pipeline.marks);
            stage.marks.set(path, arguments.atFirst());
            arguments.block(STAGE, stage);
            pipeline.stages.add(stage.stage());
        });
        STAGE.often("actionGroup", Form.BLOCK, StageWords::group);
        for (ActionCategory category : ActionCategory.values()) {
            String word = category.label().toLowerCase(Locale.ROOT);
            STAGE.often(word, NAMED_BLOCK, (stage, arguments) -> {
                stage.nextGroup();
                ActionWords.read(category, stage, arguments);
            });
            GROUP.often(word, NAMED_BLOCK, (stage, arguments) -> ActionWords.read(category, stage, arguments));
        }
        STAGE.often("beforeEntry", Form.BLOCK, ConditionWords::beforeEntry)
                .often("onSuccess", Form.BLOCK, ConditionWords::onSuccess)
                .once("onFailure", Form.BLOCK, ConditionWords::onFailure);
    }

    private StageWords() {}

    private static void group(StageDraft stage, Arguments arguments) {
        if (arguments.block().filter(block -> block.calls().isEmpty()).isPresent()) {
            arguments.problems().add("group-without-action", arguments.at());
        }
        stage.nextGroup();
        arguments.block(GROUP, stage);
    }
}
