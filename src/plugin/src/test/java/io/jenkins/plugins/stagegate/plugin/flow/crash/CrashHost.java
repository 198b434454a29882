package io.jenkins.plugins.stagegate.plugin.flow.crash;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.plugin.flow.ActionState;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowHost;
import io.jenkins.plugins.stagegate.plugin.flow.StageEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** A host that remembers nothing: it asks the run what there is, and asks for the rest again. */
@OptionalExtension
public final class CrashHost implements ReleaseFlowHost {
    private static final List<String> NAMES = List.of("A", "B", "C");

    @Override
    public void started(FlowExecutionOwner owner) {
        goOn(owner);
    }

    @Override
    public void resumed(FlowExecutionOwner owner) {
        goOn(owner);
    }

    @Override
    public void interrupted(FlowExecutionOwner owner, Result result, CauseOfInterruption... causes) {}

    @Override
    public void ended(FlowExecutionOwner owner, String action, Throwable failure) {
        goOn(owner);
    }

    private static void goOn(FlowExecutionOwner owner) {
        var run = run(owner);
        run.openStage("Build", "Build");
        NAMES.forEach(name -> run.startAction(name, "Build", 1, name, program(name), Map.of("NAME", name)));
        if (NAMES.stream().allMatch(name -> ended(run.actions().get(name)))) {
            run.closeStage("Build", StageEnd.succeeded());
            run.finish(Result.SUCCESS, null);
        }
    }

    private static boolean ended(ActionState state) {
        return state != null && state.ended();
    }

    /** Quick steps, a shell that lets one kill Jenkins while it runs, and quick steps again. */
    private static List<Step> program(String name) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 20; i++) {
            steps.add(call("echo", name + " before " + i));
        }
        var shell = call(
                "sh",
                "echo $NAME runs; for i in $(seq 3000); do [ -e \"$JENKINS_HOME/go\" ] && break; sleep 0.1; done; echo $NAME ran");
        steps.add(new Step("node", Map.of(), List.of(shell), true));
        for (int i = 0; i < 20; i++) {
            steps.add(call("echo", name + " after " + i));
        }
        return steps;
    }

    private static Step call(String name, String argument) {
        return new Step(name, Map.of(Step.SOLE, argument), List.of(), false);
    }

    private static ReleaseFlow run(FlowExecutionOwner owner) {
        try {
            return ReleaseFlow.of(owner.get()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
