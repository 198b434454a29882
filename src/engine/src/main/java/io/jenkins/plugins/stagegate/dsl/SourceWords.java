package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ActionType;
import java.util.List;

/** The words inside source actions. */
final class SourceWords {
    static final Place<ActionDraft> SOURCE = new Place<>("source");

    static {
        ActionWords.common(SOURCE)
                .once(
                        "git",
                        Form.BARE
                                .must("url", Kind.TEXT)
                                .may("branch", Kind.TEXT)
                                .may("tag", Kind.TEXT)
                                .may("commit", Kind.TEXT)
                                .may("credentialsId", Kind.TEXT)
                                .may("shallow", Kind.TRUTH)
                                .may("fullClone", Kind.TRUTH),
                        SourceWords::git)
                .once("scm", Form.BARE.may("fullClone", Kind.TRUTH), SourceWords::scm)
                .once("pipeline", Form.one(Kind.NAME).may("artifact", Kind.TEXT), SourceWords::pipeline)
                .once("folder", Form.one(Kind.TEXT), SourceWords::folder)
                .once(
                        "image",
                        Form.one(Kind.TEXT).may("credentialsId", Kind.TEXT).may("platform", Kind.TEXT),
                        SourceWords::image)
                .once(
                        "s3",
                        Form.BARE
                                .must("bucket", Kind.TEXT)
                                .must("key", Kind.TEXT)
                                .may("anyKey", Kind.TRUTH)
                                .may("unpack", Kind.TRUTH)
                                .may("region", Kind.TEXT)
                                .may("endpoint", Kind.TEXT)
                                .may("credentialsId", Kind.TEXT),
                        ObjectWords::source);
    }

    private SourceWords() {}

    private static void git(ActionDraft draft, Arguments arguments) {
        if (draft.does("git", arguments)) {
            draft.configure(
                    arguments, List.of("url", "branch", "tag", "commit", "credentialsId", "shallow", "fullClone"));
        }
    }

    private static void scm(ActionDraft draft, Arguments arguments) {
        if (draft.does("scm", arguments)) {
            draft.configure("scm", new Located<>("true", arguments.at()));
            draft.configure(arguments, List.of("fullClone"));
        }
    }

    private static void pipeline(ActionDraft draft, Arguments arguments) {
        if (draft.does("pipeline", arguments)) {
            draft.provider(ActionType.PIPELINE);
            draft.configure("pipeline", new Located<>(arguments.name(), arguments.atFirst()));
            arguments
                    .get("artifact", Kind.TEXT)
                    .ifPresent(value -> draft.configure("artifact", new Located<>(value, arguments.at("artifact"))));
        }
    }

    private static void folder(ActionDraft draft, Arguments arguments) {
        if (draft.does("folder", arguments)) {
            draft.provider(ActionType.FOLDER);
            draft.configure("path", new Located<>(arguments.first(Kind.TEXT).orElse(""), arguments.atFirst()));
        }
    }

    private static void image(ActionDraft draft, Arguments arguments) {
        if (draft.does("image", arguments)) {
            draft.provider(ActionType.IMAGE);
            draft.configure("image", new Located<>(arguments.first(Kind.TEXT).orElse(""), arguments.atFirst()));
            draft.configure(arguments, List.of("credentialsId", "platform"));
        }
    }
}
