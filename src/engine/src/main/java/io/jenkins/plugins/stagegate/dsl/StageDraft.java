package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage while it is being read. */
final class StageDraft {
    final ElementPath path;
    final Marks marks;
    final String name;
    final List<Action> actions = new ArrayList<>();
    final List<Condition> beforeEntry = new ArrayList<>();
    final List<Condition> onSuccess = new ArrayList<>();
    Optional<FailureResponse> onFailure = Optional.empty();
    private int runOrder;

    StageDraft(String name, ElementPath path, Marks marks) {
        this.name = name;
        this.path = path;
        this.marks = marks;
    }

    /** The actions that come now run after all those before. */
    void nextGroup() {
        runOrder++;
    }

    int runOrder() {
        return runOrder;
    }

    ElementPath nextAction() {
        return path.item("actions", actions.size());
    }

    Stage stage() {
        return new Stage(name, actions, beforeEntry, onSuccess, onFailure);
    }
}
