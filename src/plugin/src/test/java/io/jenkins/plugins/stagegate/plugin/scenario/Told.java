package io.jenkins.plugins.stagegate.plugin.scenario;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedRule;
import io.jenkins.plugins.stagegate.plugin.provider.RuleProvider;
import io.jenkins.plugins.stagegate.plugin.provider.Setting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** An action or a rule that ends as it is told. One that was stopped is told all the same: its provider may be slow to notice. */
final class Told extends StepExecution {
    private static final long serialVersionUID = 1;
    private static final Map<String, Told> ALL = new ConcurrentHashMap<>();

    private final String id;
    private final ProvidedRule rule;

    private Told(StepContext context, String id, ProvidedRule rule) {
        super(context);
        this.id = id;
        this.rule = rule;
    }

    @Override
    public boolean start() {
        ALL.put(id, this);
        return false;
    }

    static void succeed(String id) throws Exception {
        begun(id).getContext().onSuccess(null);
    }

    static void fail(String id) throws Exception {
        begun(id).getContext().onFailure(new AbortException("exit code 1"));
    }

    static void hold(String id, String summary) throws Exception {
        begun(id).rule.found(summary);
        succeed(id);
    }

    static void notHold(String id, String summary) throws Exception {
        begun(id).getContext().onFailure(new AbortException(summary));
    }

    private static Told begun(String id) throws Exception {
        Eventually.of(() -> {
            if (!ALL.containsKey(id)) {
                throw new AssertionError("The step of " + id + " does not run.");
            }
        });
        return ALL.get(id);
    }

    /** Has actions performed. */
    abstract static class Actions extends ActionProvider {
        @Override
        public String name() {
            return "Told";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public StepExecution start(ProvidedAction action) {
            return new Told(action.context(), action.id(), null);
        }
    }

    /** Has rules looked at. */
    abstract static class Rules extends RuleProvider {
        @Override
        public String name() {
            return "ToldRule";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public StepExecution look(ProvidedRule rule) {
            return new Told(rule.context(), rule.id(), rule);
        }
    }
}
