package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.Optional;

/** The words inside {@code triggers}. */
final class TriggerWords {
    static final Place<PipelineDraft> TRIGGERS = new Place<>("triggers");
    static final Place<TriggerDraft> PUSH = new Place<>("push");
    static final Place<TriggerDraft> PULL_REQUEST = new Place<>("pullRequest");

    private static final Kind<PullRequestEvent> EVENT = Kind.choice(PullRequestEvent.class);
    private static final Form PATTERNS = Form.BARE.may("include", Kind.TEXTS).may("exclude", Kind.TEXTS);

    static {
        TRIGGERS.often("push", Form.BLOCK, (pipeline, arguments) -> {
                    TriggerDraft draft = begin(pipeline, arguments);
                    arguments.block(PUSH, draft);
                    pipeline.triggers.add(draft.push());
                })
                .often("pullRequest", Form.BLOCK, (pipeline, arguments) -> {
                    TriggerDraft draft = begin(pipeline, arguments);
                    arguments.block(PULL_REQUEST, draft);
                    pipeline.triggers.add(draft.pullRequest());
                })
                .often(
                        "schedule",
                        Form.BARE
                                .must("cron", Kind.TEXT)
                                .may("timeZone", Kind.TEXT)
                                .may("sourceAction", Kind.TEXT),
                        TriggerWords::schedule)
                .often("pipeline", Form.one(Kind.NAME), TriggerWords::pipeline);
        PUSH.once("tags", PATTERNS, (draft, arguments) -> draft.tags = patterns("tags", draft, arguments));
        common(PUSH);
        PULL_REQUEST.once("events", Form.some(EVENT), (draft, arguments) -> arguments
                .all(EVENT)
                .forEach(event -> draft.events.add(event.value())));
        common(PULL_REQUEST);
    }

    private TriggerWords() {}

    private static void common(Place<TriggerDraft> place) {
        place.once("branches", PATTERNS, (draft, arguments) -> draft.branches = patterns("branches", draft, arguments))
                .once(
                        "filePaths",
                        PATTERNS,
                        (draft, arguments) -> draft.filePaths = patterns("filePaths", draft, arguments))
                .once("sourceAction", Form.one(Kind.TEXT), (draft, arguments) -> {
                    draft.marks.set(draft.path.field("sourceAction"), arguments.atFirst());
                    draft.sourceAction = arguments.first(Kind.TEXT);
                });
    }

    private static TriggerDraft begin(PipelineDraft pipeline, Arguments arguments) {
        var draft = new TriggerDraft(ElementPath.PIPELINE.item("triggers", pipeline.triggers.size()), pipeline.marks);
        draft.marks.set(draft.path, arguments.at());
        return draft;
    }

    private static Patterns patterns(String name, TriggerDraft draft, Arguments arguments) {
        ElementPath path = draft.path.field(name);
        draft.marks.set(path, arguments.at());
        return new Patterns(
                draft.marks.items(path, "include", 0, arguments.texts("include")),
                draft.marks.items(path, "exclude", 0, arguments.texts("exclude")));
    }

    private static void schedule(PipelineDraft pipeline, Arguments arguments) {
        TriggerDraft draft = begin(pipeline, arguments);
        Optional<String> sourceAction = arguments.get("sourceAction", Kind.TEXT);
        draft.marks.set(draft.path.field("sourceAction"), arguments.at("sourceAction"));
        draft.marks.set(draft.path.field("cron"), arguments.at("cron"));
        draft.marks.set(draft.path.field("timeZone"), arguments.at("timeZone"));
        pipeline.triggers.add(new Trigger.Schedule(
                sourceAction, arguments.get("cron", Kind.TEXT).orElse(""), arguments.get("timeZone", Kind.TEXT)));
    }

    private static void pipeline(PipelineDraft pipeline, Arguments arguments) {
        begin(pipeline, arguments);
        pipeline.triggers.add(new Trigger.PipelineSuccess(arguments.name()));
    }
}
