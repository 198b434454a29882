package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.ArrayList;
import java.util.List;

/** An action and where it is. */
record ActionSite(int stageIndex, Stage stage, Action action, ElementPath path) {
    /** All actions of the pipeline, in its order. */
    static List<ActionSite> of(Pipeline pipeline) {
        var sites = new ArrayList<ActionSite>();
        for (int i = 0; i < pipeline.stages().size(); i++) {
            Stage stage = pipeline.stages().get(i);
            for (int j = 0; j < stage.actions().size(); j++) {
                ElementPath path = ElementPath.stage(i).item("actions", j);
                sites.add(new ActionSite(i, stage, stage.actions().get(j), path));
            }
        }
        return sites;
    }

    /** When the action runs. */
    Moment moment() {
        return new Moment(stageIndex, action.runOrder());
    }
}
