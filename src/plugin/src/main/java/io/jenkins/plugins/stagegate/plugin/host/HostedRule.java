package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Run;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedRule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A rule of a build that a provider looks at. What it finds is kept with the build at once. */
final class HostedRule implements ProvidedRule {
    /** Under this name a product says what was found. */
    private static final String SUMMARY = "summary";

    private static final long serialVersionUID = 1;

    private final StepContext context;
    private final String id;
    private final String name;
    private final LinkedHashMap<String, String> settings;

    HostedRule(StepContext context, String id, Rule rule) {
        this.context = context;
        this.id = id;
        this.name = rule.name();
        this.settings = new LinkedHashMap<>(rule.configuration());
    }

    /** What is said of a rule that holds. */
    static String summary(ReleaseRun release, Effect.CheckRule check) {
        return release.product(check.actionExecution())
                .map(product -> product.outcome().variables().get(SUMMARY))
                .orElseGet(() -> check.rule().provider().equals(ActionType.COMMANDS)
                        ? Messages.HostedRule_commandsSucceeded()
                        : Messages.HostedRule_holds());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    @Override
    public StepContext context() {
        return context;
    }

    @Override
    public void found(String summary) throws IOException, InterruptedException {
        var build = (WorkflowRun) context.get(Run.class);
        ReleaseRun.of(build).orElseThrow().keep(new Product(id, List.of(), Map.of(SUMMARY, summary), null));
    }
}
