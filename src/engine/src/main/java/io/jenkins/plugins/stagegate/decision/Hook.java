package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.List;

/** When a stage's conditions are looked at. The names are CodePipeline's. */
public enum Hook {
    BEFORE_ENTRY,
    ON_SUCCESS,
    ON_FAILURE;

    /** The conditions that the stage declares for this moment, in order. */
    public List<Condition> conditions(Stage stage) {
        return switch (this) {
            case BEFORE_ENTRY -> stage.beforeEntry();
            case ON_SUCCESS -> stage.onSuccess();
            case ON_FAILURE ->
                stage.onFailure().map(FailureResponse::conditions).orElse(List.of());
        };
    }
}
