package io.jenkins.plugins.stagegate.local.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.api.LineStopReader;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stopping the line of one pipeline, or of all that a server has. */
final class Line {
    /** The switch of all pipelines of a server, and the scope in which it is set. */
    private static final String ALL = "server";

    private final Supplier<List<Desk>> all;

    /** @param all those that the server has when it is asked */
    Line(Supplier<List<Desk>> all) {
        this.all = all;
    }

    /** Says in a state where its line may be stopped from. */
    void describe(ObjectNode state) {
        if (all.get().size() > 1) {
            var scopes = state.putArray("lineScopes");
            scopes.addObject().put("id", "pipeline").put("name", "this pipeline");
            scopes.addObject().put("id", ALL).put("name", words());
        }
    }

    private String words() {
        return "all " + all.get().size() + " pipelines of this server";
    }

    /** Stops the line of the pipeline that was asked, or of all. */
    Answer stop(Desk asked, String body, Actor by) {
        return isForAll(() -> LineStopReader.scope(body).filter(ALL::equals).isPresent())
                ? everywhere(desk -> desk.stopLine(body, ALL, words(), by))
                : asked.change("stop-line", body, by);
    }

    /** Lets go where the switch was set. */
    Answer release(Desk asked, String body, Actor by) {
        return isForAll(() -> LineStopReader.release(body, by).id().equals(ALL))
                ? everywhere(desk -> desk.change("release-line", body, by))
                : asked.change("release-line", body, by);
    }

    private interface Question {
        boolean answer() throws InvalidRequestException;
    }

    /** What cannot be understood is for the desk to refuse. */
    private static boolean isForAll(Question question) {
        try {
            return question.answer();
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    /** The first refusal, if there is one: a switch is asked of all, whatever one of them says. */
    private Answer everywhere(Function<Desk, Answer> request) {
        var answers = all.get().stream().map(request).toList();
        return answers.stream().filter(answer -> !answer.good()).findFirst().orElse(answers.get(0));
    }
}
