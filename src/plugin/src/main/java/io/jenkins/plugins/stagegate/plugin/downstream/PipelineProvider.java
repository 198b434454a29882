package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.Extension;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import io.jenkins.plugins.stagegate.plugin.provider.Setting;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Starts another release pipeline: what {@code pipeline 'NAME'} means in an action, and CodePipeline's invoke action. */
@Extension
public final class PipelineProvider extends ActionProvider {
    @Override
    public String name() {
        return ActionType.CODE_PIPELINE;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("PipelineName"), Setting.optional("Variables"), Setting.optional("SourceRevisions"));
    }

    @Override
    public StepExecution start(ProvidedAction action) {
        return new PipelineExecution(action);
    }
}
