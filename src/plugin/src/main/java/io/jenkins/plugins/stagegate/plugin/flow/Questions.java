package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What others ask of a run: which steps are under way. May be asked from any thread, and is answered when the lane can. */
final class Questions {
    private final Lane lane;
    private final Actions actions;

    Questions(Lane lane, Actions actions) {
        this.lane = lane;
        this.actions = actions;
    }

    ListenableFuture<List<StepExecution>> steps(boolean innermost) {
        return ask(fiber -> innermost ? fiber.innermost().stream() : fiber.steps().stream());
    }

    ListenableFuture<List<StepExecution>> stepsWithin(Body body) {
        return ask(fiber -> fiber.stepsWithin(body).stream());
    }

    private ListenableFuture<List<StepExecution>> ask(Function<Fiber, Stream<StepFrame>> which) {
        var answer = SettableFuture.<List<StepExecution>>create();
        Runnable question = () -> {
            try {
                answer.set(find(which));
            } catch (RuntimeException | Error e) { // whoever asks may wait for ever
                answer.setException(e);
            }
        };
        if (lane.isCurrent() && !lane.isClosed()) {
            question.run();
        } else {
            lane.execute(question, () -> answer.set(List.of()));
        }
        return answer;
    }

    private List<StepExecution> find(Function<Fiber, Stream<StepFrame>> which) {
        return actions.fibers().stream()
                .flatMap(which)
                .sorted(Comparator.comparingInt(step -> Integer.parseInt(step.node())))
                .map(StepFrame::execution)
                .toList();
    }
}
