package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Artifact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline with a source and a build, and the commands that carry an execution through. */
public final class Shop {
    private static final String TEXT =
            """
            releasePipeline {
                stages {
                    stage('Source') {
                        source('App') { git url: 'https://git.example.com/app.git', branch: 'main'; output 'AppSource' }
                    }
                    stage('Build') {
                        build('Package') { input 'AppSource'; commands 'make' }
                    }
                }
            }
            """;

    private static final Artifact SOURCE = new Artifact("AppSource", "sha256:" + "0".repeat(64), 1);

    /** Whoever takes the commands. */
    public interface Till {
        /** The state after the command. */
        PipelineState submit(Command command) throws Exception;
    }

    private Shop() {}

    /** Defines the pipeline. */
    public static Command define() {
        return new Command.Define(((Reading.Read) Definition.read("Jenkinsfile", TEXT)).pipeline());
    }

    /** Starts an execution. */
    public static Command.Start start(String id) {
        return start(id, Optional.empty());
    }

    /** Starts an execution, once for a token. */
    public static Command.Start start(String id, Optional<String> token) {
        return new Command.Start(id, 0, StartTrigger.manual("bob"), Map.of(), List.of(), token);
    }

    /** Reports that the action succeeded which runs in that stage. */
    public static Command succeed(PipelineState state, String id, String stage) {
        var run = state.execution(id).orElseThrow().stage(stage).orElseThrow();
        var outputs = stage.equals("Source") ? List.of(SOURCE) : List.<Artifact>of();
        var outcome = new ActionOutcome(outputs, Map.of(), Optional.empty(), ActionProgress.NONE);
        return new Command.ReportSuccess(run.actions().get(0).id(), outcome);
    }

    /** Carries an execution from its start to its end. */
    public static PipelineState pass(Till till, String id) throws Exception {
        var state = till.submit(start(id));
        state = till.submit(succeed(state, id, "Source"));
        return till.submit(succeed(state, id, "Build"));
    }

    /** Executions that ended, with the numbers 1 to {@code count} and ids {@code execution-<number>}. */
    public static List<Execution> past(int count) throws Exception {
        var till = new InMemory();
        till.submit(define());
        var past = new ArrayList<Execution>();
        for (int number = 1; number <= count; number++) {
            var id = "execution-" + number;
            past.add(pass(till, id).execution(id).orElseThrow());
        }
        return past;
    }

    private static final class InMemory implements Till {
        private PipelineState state = PipelineState.empty("shop");

        @Override
        public PipelineState submit(Command command) {
            var decision = Decider.decide(state, command, Instant.parse("2026-03-02T09:00:00Z"));
            var after = ((Decision.Accepted) decision).state();
            state = Retention.forget(after);
            return after;
        }
    }
}
