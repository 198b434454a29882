package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.Optional;

/** The words inside {@code approval}. */
final class ApprovalWords {
    static final Place<ApprovalDraft> APPROVAL = new Place<>("approval");

    private enum Excluded {
        STARTER
    }

    private static final Kind<OnNewer> ON_NEWER = Kind.choice(OnNewer.class);

    static {
        APPROVAL.once("message", Form.one(Kind.TEXT), (draft, arguments) -> {
                    draft.marks.set(draft.path.field("message"), arguments.atFirst());
                    draft.message = arguments.first(Kind.TEXT);
                })
                .once("link", Form.one(Kind.TEXT), (draft, arguments) -> {
                    draft.marks.set(draft.path.field("link"), arguments.atFirst());
                    draft.link = arguments.first(Kind.TEXT);
                })
                .often(
                        "submitters",
                        Form.some(Kind.TEXTS),
                        (draft, arguments) -> draft.submitters.addAll(draft.marks.items(
                                draft.path, "submitters", draft.submitters.size(), arguments.texts())))
                .once("required", Form.one(Kind.WHOLE), (draft, arguments) -> {
                    draft.marks.set(draft.path.field("required"), arguments.atFirst());
                    draft.required = arguments.first(Kind.WHOLE).orElse(1);
                })
                .once(
                        "notBy",
                        Form.one(Kind.choice(Excluded.class)),
                        (draft, arguments) -> draft.starterMayApprove = false)
                .once(
                        "onNewer",
                        Form.one(ON_NEWER),
                        (draft, arguments) ->
                                draft.onNewer = arguments.first(ON_NEWER).orElse(draft.onNewer))
                .often(
                        "field",
                        Form.one(Kind.TEXT)
                                .may("description", Kind.TEXT)
                                .may("choices", Kind.TEXTS)
                                .may("defaultValue", Kind.TEXT),
                        ApprovalWords::field)
                .often(
                        "notify",
                        Form.BARE
                                .may("email", Kind.TEXTS)
                                .may("webhook", Kind.TEXTS)
                                .may("slack", Kind.TEXTS)
                                .may("teams", Kind.TEXTS)
                                .any(Kind.TEXTS),
                        ApprovalWords::notify)
                .once("remind", Form.BARE.must("every", Kind.DURATION), (draft, arguments) -> {
                    draft.marks.set(draft.path.field("remind"), arguments.at("every"));
                    draft.remind = arguments.get("every", Kind.DURATION);
                })
                .once(
                        "timeout",
                        Form.one(Kind.DURATION),
                        (draft, arguments) -> ActionWords.timeout(draft.action, arguments))
                .once(
                        "namespace",
                        Form.one(Kind.TEXT),
                        (draft, arguments) -> ActionWords.namespace(draft.action, arguments));
    }

    private ApprovalWords() {}

    static void read(ActionDraft action, Arguments arguments) {
        var draft = new ApprovalDraft(action);
        arguments.block(APPROVAL, draft);
        action.approval = Optional.of(draft.settings());
    }

    private static void field(ApprovalDraft draft, Arguments arguments) {
        ElementPath path = draft.path.item("fields", draft.fields.size());
        draft.marks.set(path, arguments.atFirst());
        draft.marks.set(path.field("defaultValue"), arguments.at("defaultValue"));
        draft.fields.add(new Field(
                arguments.name(),
                arguments.get("description", Kind.TEXT),
                arguments.get("defaultValue", Kind.TEXT),
                draft.marks.items(path, "choices", 0, arguments.texts("choices"))));
    }

    private static void notify(ApprovalDraft draft, Arguments arguments) {
        for (String channel : arguments.names()) {
            for (Located<String> address : arguments.texts(channel)) {
                ElementPath path = draft.path.item("notifications", draft.notifications.size());
                draft.marks.set(path, address.at());
                draft.marks.set(path.field("channel"), arguments.atName(channel));
                draft.notifications.add(new Notification(channel, address.value()));
            }
        }
        if (arguments.names().stream()
                .allMatch(channel -> arguments.texts(channel).isEmpty())) {
            arguments.problems().add("notify-nobody", arguments.at());
        }
    }
}
