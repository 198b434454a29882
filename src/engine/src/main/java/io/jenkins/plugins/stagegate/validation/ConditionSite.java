package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.ArrayList;
import java.util.List;

/** A condition and where it is. */
record ConditionSite(Hook hook, Condition condition, ElementPath path, Moment moment) {
    /** When a condition is looked at. */
    enum Hook {
        BEFORE_ENTRY,
        ON_SUCCESS,
        ON_FAILURE
    }

    /** All conditions of the pipeline, in its order. */
    static List<ConditionSite> of(Pipeline pipeline) {
        var sites = new ArrayList<ConditionSite>();
        for (int i = 0; i < pipeline.stages().size(); i++) {
            Stage stage = pipeline.stages().get(i);
            ElementPath path = ElementPath.stage(i);
            var before = new Moment(i, 0);
            var after = new Moment(i, Integer.MAX_VALUE);
            add(sites, Hook.BEFORE_ENTRY, stage.beforeEntry(), path, "beforeEntry", before);
            add(sites, Hook.ON_SUCCESS, stage.onSuccess(), path, "onSuccess", after);
            // A stage that failed may have run none of its actions.
            List<Condition> failure =
                    stage.onFailure().map(FailureResponse::conditions).orElse(List.of());
            add(sites, Hook.ON_FAILURE, failure, path.field("onFailure"), "conditions", before);
        }
        return sites;
    }

    private static void add(
            List<ConditionSite> sites,
            Hook hook,
            List<Condition> conditions,
            ElementPath owner,
            String list,
            Moment moment) {
        for (int i = 0; i < conditions.size(); i++) {
            sites.add(new ConditionSite(hook, conditions.get(i), owner.item(list, i), moment));
        }
    }
}
