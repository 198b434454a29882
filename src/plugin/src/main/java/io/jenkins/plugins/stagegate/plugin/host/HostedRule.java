package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A rule of a build that a provider looks at. */
final class HostedRule extends Hosted implements ProvidedRule {
    /** Under this name a product says what was found. */
    private static final String SUMMARY = "summary";

    private static final long serialVersionUID = 1;

    HostedRule(StepContext context, String id, Rule rule) {
        super(context, id, rule.name(), rule.configuration());
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
    public void found(String summary) throws IOException, InterruptedException {
        release().keep(new Product(id(), List.of(), Map.of(SUMMARY, summary), null));
    }
}
