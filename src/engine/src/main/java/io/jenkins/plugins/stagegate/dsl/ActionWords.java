package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words inside actions that do something, and those that they share with {@link SourceWords sources}. */
final class ActionWords {
    static final Place<ActionDraft> WORK = new Place<>("action");

    private enum Owner {
        AWS,
        ThirdParty,
        Custom
    }

    private static final Kind<Owner> OWNER = Kind.choice(Owner.class);

    static {
        common(WORK)
                .often("input", Form.some(Kind.TEXTS), ActionWords::input)
                .often("commands", Form.some(Kind.TEXTS), ActionWords::commands)
                .once("shell", Form.one(Kind.SHELL), ActionWords::shell)
                .once("steps", Form.BLOCK, ActionWords::steps)
                .once(
                        "job",
                        Form.one(Kind.NAME).may("wait", Kind.TRUTH).may("acceptUnstable", Kind.TRUTH),
                        ActionWords::job)
                .once("pipeline", Form.one(Kind.NAME).any(Kind.SCALAR), ActionWords::invokePipeline)
                .once(
                        "buildspec",
                        Form.BARE
                                .may("file", Kind.TEXT)
                                .may("project", Kind.TEXT)
                                .may("secrets", Kind.TEXTS),
                        ActionWords::buildspec)
                .often("secrets", Form.BARE.any(Kind.SCALAR), ActionWords::secrets)
                .often("parameters", Form.BARE.any(Kind.SCALAR), ActionWords::parameters)
                .once(
                        "s3",
                        Form.BARE
                                .must("bucket", Kind.TEXT)
                                .may("key", Kind.TEXT)
                                .may("extract", Kind.TRUTH)
                                .may("acl", Kind.TEXT)
                                .may("cacheControl", Kind.TEXT)
                                .may("encryption", Kind.TEXT)
                                .may("kmsKey", Kind.TEXT)
                                .may("region", Kind.TEXT)
                                .may("endpoint", Kind.TEXT)
                                .may("credentialsId", Kind.TEXT),
                        ObjectWords::deployment)
                .often("exports", Form.some(Kind.TEXTS), ActionWords::exports)
                .often("environment", Form.BARE.any(Kind.SCALAR), ActionWords::environment);
    }

    private ActionWords() {}

    /** The words that all actions but approvals have. */
    static Place<ActionDraft> common(Place<ActionDraft> place) {
        return place.once("agent", Form.one(Kind.AGENT), ActionWords::agent)
                .often("output", Form.one(Kind.NAME).may("files", Kind.TEXTS), ActionWords::output)
                .once("namespace", Form.one(Kind.NAME), ActionWords::namespace)
                .once("timeout", Form.one(Kind.DURATION), ActionWords::timeout)
                .once("provider", Form.one(Kind.NAME).any(Kind.SCALAR), ActionWords::provider)
                .once("owner", Form.one(OWNER), ActionWords::owner)
                .once("version", Form.one(Kind.SCALAR), ActionWords::version);
    }

    /** Reads an action of that category into the stage. */
    static void read(ActionCategory category, StageDraft stage, Arguments arguments) {
        boolean approves = category == ActionCategory.APPROVAL;
        String provider =
                switch (category) {
                    case APPROVAL -> ActionType.MANUAL;
                    case SOURCE -> ActionType.GIT;
                    default -> ActionType.COMMANDS;
                };
        var draft = new ActionDraft(
                ActionType.of(category, provider), approves ? Agent.NONE : Agent.ANY, stage.nextAction(), stage.marks);
        draft.marks.set(draft.path, arguments.atFirst());
        if (approves) {
            ApprovalWords.read(draft, arguments);
        } else {
            arguments.block(category == ActionCategory.SOURCE ? SourceWords.SOURCE : WORK, draft);
        }
        stage.actions.add(draft.action(arguments.name(), stage.runOrder()));
    }

    static void namespace(ActionDraft draft, Arguments arguments) {
        draft.marks.set(draft.path.field("namespace"), arguments.atFirst());
        draft.namespace = arguments.first(Kind.TEXT);
    }

    static void timeout(ActionDraft draft, Arguments arguments) {
        draft.marks.set(draft.path.field("timeout"), arguments.atFirst());
        draft.timeout = arguments.first(Kind.DURATION);
    }

    private static void agent(ActionDraft draft, Arguments arguments) {
        draft.marks.set(draft.path.field("agent"), arguments.atFirst());
        draft.agent = arguments.first(Kind.AGENT).orElse(draft.agent);
    }

    private static void input(ActionDraft draft, Arguments arguments) {
        draft.inputs.addAll(draft.marks.items(draft.path, "inputs", draft.inputs.size(), arguments.texts()));
    }

    private static void exports(ActionDraft draft, Arguments arguments) {
        draft.exports.addAll(draft.marks.items(draft.path, "exports", draft.exports.size(), arguments.texts()));
    }

    private static void output(ActionDraft draft, Arguments arguments) {
        ElementPath path = draft.path.item("outputs", draft.outputs.size());
        draft.marks.set(path, arguments.atFirst());
        draft.outputs.add(
                new OutputArtifact(arguments.name(), draft.marks.items(path, "files", 0, arguments.texts("files"))));
    }

    private static void environment(ActionDraft draft, Arguments arguments) {
        arguments.others().forEach((name, value) -> {
            draft.marks.set(draft.path.entry("environment", name), value.at());
            if (draft.environment.put(name, value.value()) != null) {
                arguments.problems().add("environment-twice", value.at(), name);
            }
        });
    }

    private static void commands(ActionDraft draft, Arguments arguments) {
        if (draft.does("commands", arguments)) {
            for (Located<String> text : arguments.texts()) {
                if (text.value().isBlank()) {
                    arguments.problems().add("command-empty", text.at());
                } else {
                    draft.texts.add(text);
                }
            }
        }
    }

    private static void shell(ActionDraft draft, Arguments arguments) {
        if (draft.does("commands", arguments)) {
            draft.marks.set(draft.path.field("work").field("shell"), arguments.atFirst());
            draft.shell = arguments.first(Kind.SHELL).map(shell -> new Located<>(shell, arguments.atFirst()));
        }
    }

    private static void steps(ActionDraft draft, Arguments arguments) {
        if (draft.does("steps", arguments)) {
            var reader = new StepsReader(draft.marks, arguments.problems());
            arguments
                    .block()
                    .ifPresent(block ->
                            draft.work = new Work.Steps(reader.read(block, draft.path.field("work"), "steps")));
        }
    }

    /** The values are spelled as CodePipeline's own action spells them, so that it can be told as JSON and back. */
    private static void invokePipeline(ActionDraft draft, Arguments arguments) {
        if (draft.does("pipeline", arguments)) {
            draft.provider(ActionType.CODE_PIPELINE);
            draft.configure("PipelineName", new Located<>(arguments.name(), arguments.atFirst()));
            var variables = new LinkedHashMap<String, String>();
            arguments.others().forEach((name, value) -> variables.put(name, value.value()));
            if (!variables.isEmpty()) {
                draft.configure("Variables", new Located<>(VariableList.write(variables), arguments.at()));
            }
        }
    }

    private static void job(ActionDraft draft, Arguments arguments) {
        if (draft.does("job", arguments)) {
            draft.provider(ActionType.JENKINS_JOB);
            draft.configure("job", new Located<>(arguments.name(), arguments.atFirst()));
            draft.configure(arguments, List.of("wait", "acceptUnstable"));
        }
    }

    private static void parameters(ActionDraft draft, Arguments arguments) {
        if (draft.does("job", arguments)) {
            draft.provider(ActionType.JENKINS_JOB);
            arguments.others().forEach((name, value) -> {
                var key = ActionType.PARAMETER_PREFIX + name;
                if (draft.configuration.containsKey(key)) {
                    arguments.problems().add("parameter-twice", value.at(), name);
                }
                draft.configure(key, value);
            });
        }
    }

    private static void buildspec(ActionDraft draft, Arguments arguments) {
        if (draft.does("buildspec", arguments)) {
            draft.provider(ActionType.CODE_BUILD);
            Map.of("file", BuildSettings.BUILDSPEC, "project", BuildSettings.PROJECT)
                    .forEach((word, setting) -> arguments
                            .get(word, Kind.TEXT)
                            .ifPresent(value -> draft.configure(setting, new Located<>(value, arguments.at(word)))));
            var allowed =
                    arguments.texts("secrets").stream().map(Located::value).toList();
            if (!allowed.isEmpty()) {
                draft.configure(
                        BuildSettings.ALLOWED, new Located<>(String.join(", ", allowed), arguments.at("secrets")));
            }
        }
    }

    private static void secrets(ActionDraft draft, Arguments arguments) {
        if (draft.does("buildspec", arguments)) {
            draft.provider(ActionType.CODE_BUILD);
            arguments.others().forEach((name, value) -> draft.configure(BuildSettings.SECRET_PREFIX + name, value));
        }
    }

    private static void provider(ActionDraft draft, Arguments arguments) {
        if (draft.does("provider", arguments)) {
            draft.provider(arguments.name());
            draft.marks.set(draft.path.field("type"), arguments.atFirst());
            arguments.others().forEach(draft::configure);
        }
    }

    private static void owner(ActionDraft draft, Arguments arguments) {
        arguments
                .first(OWNER)
                .ifPresent(owner -> draft.type =
                        new ActionType(draft.category(), owner.name(), draft.type.provider(), draft.type.version()));
    }

    private static void version(ActionDraft draft, Arguments arguments) {
        arguments
                .first(Kind.SCALAR)
                .ifPresent(version -> draft.type =
                        new ActionType(draft.category(), draft.type.owner(), draft.type.provider(), version));
    }
}
