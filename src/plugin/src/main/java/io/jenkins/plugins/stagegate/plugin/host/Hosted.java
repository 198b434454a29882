package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Run;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Something of a build that a provider does. What it gives is kept with the build at once. */
abstract class Hosted implements Serializable {
    private static final long serialVersionUID = 1;

    private final StepContext context;
    private final String id;
    private final String name;
    private final LinkedHashMap<String, String> settings;

    Hosted(StepContext context, String id, String name, Map<String, String> settings) {
        this.context = context;
        this.id = id;
        this.name = name;
        this.settings = new LinkedHashMap<>(settings);
    }

    public final String id() {
        return id;
    }

    public final String name() {
        return name;
    }

    public final Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    public final StepContext context() {
        return context;
    }

    final WorkflowRun build() throws IOException, InterruptedException {
        return (WorkflowRun) context.get(Run.class);
    }

    final ReleaseRun release() throws IOException, InterruptedException {
        return ReleaseRun.of(build()).orElseThrow();
    }
}
