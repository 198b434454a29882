package com.example.release;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import io.jenkins.plugins.stagegate.plugin.provider.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Lets what was deployed stand for a while before the release goes on: {@code provider 'Bake', Minutes: 30}. */
@Extension
public final class Bake extends ActionProvider {
    @Override
    public String name() {
        return "Bake";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("Minutes"), Setting.optional("Reason"));
    }

    @Override
    public StepExecution start(ProvidedAction action) throws AbortException {
        var minutes = action.settings().get("Minutes");
        if (!minutes.matches("[0-9]{1,4}")) {
            throw new AbortException("'Minutes' is '" + minutes + "'. Give a whole number, such as 30.");
        }
        return new Baking(action, Instant.now().plus(Duration.ofMinutes(Long.parseLong(minutes))));
    }

    /** One wait. It is written with the build, but for what is transient. */
    private static final class Baking extends StepExecution {
        private static final long serialVersionUID = 1;

        private final ProvidedAction action;
        private final Instant until;
        private transient Future<?> timer;

        Baking(ProvidedAction action, Instant until) {
            super(action.context());
            this.action = action;
            this.until = until;
        }

        @Override
        public boolean start() throws Exception {
            var log = getContext().get(TaskListener.class).getLogger();
            log.println("Stands until " + until + ". " + action.settings().getOrDefault("Reason", ""));
            waitOn();
            return false; // it ends later
        }

        @Override
        public void onResume() {
            waitOn(); // Jenkins was restarted; the time that is over is over
        }

        private void waitOn() {
            var left = Duration.between(Instant.now(), until);
            timer = Timer.get().schedule(this::end, left.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void end() {
            try {
                action.give(Map.of("Until", until.toString()));
                getContext().onSuccess(null);
            } catch (Exception e) {
                getContext().onFailure(e);
            }
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            timer.cancel(false);
            super.stop(cause); // the action fails with the cause
        }
    }
}
