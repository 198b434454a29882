package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.upstream.Invocation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** An action that starts another pipeline, and has succeeded when that has begun. */
final class InvokeWork implements ActionWork {
    private final String pipeline;
    private final Effect.StartAction start;
    private final Neighbours neighbours;

    InvokeWork(String pipeline, Effect.StartAction start, Neighbours neighbours) {
        this.pipeline = pipeline;
        this.start = start;
        this.neighbours = neighbours;
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException {
        try {
            var invocation =
                    Invocation.of(start.actionExecution(), start.action().configuration());
            var other = neighbours.find(invocation.pipeline()).orElseThrow(() -> nowhere(invocation));
            var trigger =
                    new StartTrigger("StartPipelineExecution", "pipeline " + pipeline + " #" + start.number(), "");
            if (!other.state().clientTokens().containsKey(invocation.token())) {
                other.submit(new Command.Start(
                        invocation.execution(),
                        0,
                        trigger,
                        invocation.variables(),
                        invocation.overrides(),
                        Optional.of(invocation.token())));
            }
            return new ActionOutcome(
                    List.of(),
                    invocation.outputs(),
                    Optional.empty(),
                    ActionProgress.summary("Started " + invocation.pipeline()));
        } catch (SourceException e) {
            throw new ActionFailedException(e.failure());
        } catch (CommandRefusedException e) {
            throw new ActionFailedException(
                    ActionFailure.CONFIGURATION, e.refusal().message());
        }
    }

    private static SourceException nowhere(Invocation invocation) {
        return new SourceException(
                ActionFailure.CONFIGURATION,
                "'" + invocation.pipeline()
                        + "' cannot be started from here: this program does not perform it. Let one `serve` serve both.");
    }

    @Override
    public void tidy() {
        // It has left nothing here.
    }

    @Override
    public void stop() {
        // It is over in a moment.
    }
}
