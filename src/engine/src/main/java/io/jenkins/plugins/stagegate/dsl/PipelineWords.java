package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import io.jenkins.plugins.stagegate.validation.ElementPath;

/** The words around and right inside {@code releasePipeline}. */
final class PipelineWords {
    static final String RELEASE_PIPELINE = "releasePipeline";

    static final Place<PipelineDraft> FILE = new Place<>("file");
    static final Place<PipelineDraft> PIPELINE = new Place<>(RELEASE_PIPELINE);
    static final Place<PipelineDraft> VARIABLES = new Place<>("variables");

    private static final Kind<ExecutionMode> MODE = Kind.choice(ExecutionMode.class);

    static {
        FILE.once(RELEASE_PIPELINE, Form.BLOCK, (draft, arguments) -> {
            draft.marks.set(ElementPath.PIPELINE, arguments.at());
            arguments.block(PIPELINE, draft);
        });
        PIPELINE.once("executionMode", Form.one(MODE), PipelineWords::executionMode)
                .once("variables", Form.BLOCK, (draft, arguments) -> arguments.block(VARIABLES, draft))
                .once("triggers", Form.BLOCK, (draft, arguments) -> arguments.block(TriggerWords.TRIGGERS, draft))
                .once("stages", Form.BLOCK, (draft, arguments) -> {
                    draft.marks.set(ElementPath.PIPELINE.field("stages"), arguments.at());
                    arguments.block(StageWords.STAGES, draft);
                });
        VARIABLES.often(
                "string",
                Form.one(Kind.NAME).may("defaultValue", Kind.SCALAR).may("description", Kind.TEXT),
                PipelineWords::variable);
    }

    private PipelineWords() {}

    private static void executionMode(PipelineDraft draft, Arguments arguments) {
        draft.marks.set(ElementPath.PIPELINE.field("executionMode"), arguments.atFirst());
        draft.executionMode = arguments.first(MODE).orElse(draft.executionMode);
    }

    private static void variable(PipelineDraft draft, Arguments arguments) {
        ElementPath path = ElementPath.PIPELINE.item("variables", draft.variables.size());
        draft.marks.set(path, arguments.atFirst());
        draft.marks.set(path.field("defaultValue"), arguments.at("defaultValue"));
        draft.marks.set(path.field("description"), arguments.at("description"));
        draft.variables.add(new VariableDeclaration(
                arguments.name(), arguments.get("defaultValue", Kind.SCALAR), arguments.get("description", Kind.TEXT)));
    }
}
