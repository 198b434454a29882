package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import java.util.ArrayList;
import java.util.List;

/** A pipeline while it is being read. */
final class PipelineDraft {
    final Marks marks = new Marks();
    final List<VariableDeclaration> variables = new ArrayList<>();
    final List<Trigger> triggers = new ArrayList<>();
    final List<Stage> stages = new ArrayList<>();
    ExecutionMode executionMode = ExecutionMode.SUPERSEDED;

    Pipeline pipeline() {
        return new Pipeline(executionMode, variables, triggers, stages);
    }
}
