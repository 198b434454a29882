package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A push without branches and tags is about the branch that its source action follows, so that one must follow one. */
final class Followed implements Check {
    @Override
    public void check(Pipeline pipeline, Findings findings) {
        List<Action> sources = ActionSite.of(pipeline).stream()
                .map(ActionSite::action)
                .filter(action -> action.type().category() == ActionCategory.SOURCE)
                .toList();
        for (int i = 0; i < pipeline.triggers().size(); i++) {
            if (pipeline.triggers().get(i) instanceof Trigger.Push push
                    && push.branches().equals(Patterns.ANY)
                    && push.tags().equals(Patterns.ANY)) {
                ElementPath path = ElementPath.PIPELINE.item("triggers", i);
                source(push.sourceAction(), sources)
                        .filter(action -> fixed(action).findAny().isPresent())
                        .ifPresent(action -> findings.add(
                                "trigger-follows-nothing",
                                path,
                                action.name(),
                                fixed(action).findFirst().get()));
            }
        }
    }

    private static Optional<Action> source(Optional<String> name, List<Action> sources) {
        return sources.stream()
                .filter(action -> name.map(action.name()::equals).orElse(sources.size() == 1))
                .findFirst();
    }

    private static Stream<String> fixed(Action action) {
        return Stream.of("tag", "commit").filter(action.configuration()::containsKey);
    }
}
