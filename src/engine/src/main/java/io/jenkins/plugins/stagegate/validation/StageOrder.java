package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;

/** A pipeline has two stages or more; the first takes the sources, and only the first. */
final class StageOrder implements Check {
    private static final int FEWEST = 2;

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        if (pipeline.stages().size() < FEWEST) {
            findings.add(
                    "too-few-stages",
                    ElementPath.PIPELINE.field("stages"),
                    pipeline.stages().size(),
                    FEWEST);
        }
        for (int i = 0; i < pipeline.stages().size(); i++) {
            stage(i, pipeline.stages().get(i), findings);
        }
    }

    private static void stage(int index, Stage stage, Findings findings) {
        if (stage.actions().isEmpty()) {
            findings.add("stage-without-action", ElementPath.stage(index), stage.name());
        } else if (index == 0 && stage.actions().stream().noneMatch(StageOrder::takesSource)) {
            findings.add("source-missing", ElementPath.stage(index), stage.name());
            return;
        }
        for (int j = 0; j < stage.actions().size(); j++) {
            Action action = stage.actions().get(j);
            ElementPath path = ElementPath.stage(index).item("actions", j);
            if (index == 0 && !takesSource(action)) {
                findings.add("action-among-sources", path, action.name(), stage.name());
            } else if (index > 0 && takesSource(action)) {
                findings.add("source-later", path, action.name(), stage.name());
            }
        }
    }

    private static boolean takesSource(Action action) {
        return action.type().category() == ActionCategory.SOURCE;
    }
}
