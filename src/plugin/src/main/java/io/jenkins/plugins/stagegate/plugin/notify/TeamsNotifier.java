package io.jenkins.plugins.stagegate.plugin.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import java.io.IOException;

/**
 * Tells a channel of Microsoft Teams, by a workflow that takes a webhook: with an Adaptive Card. What people wrote stands in runs of
 * text, which know no markup.
 */
@Extension
public final class TeamsNotifier implements ApprovalNotifier {
    @Override
    public String channel() {
        return "teams";
    }

    @Override
    public void tell(ApprovalNotice notice, String address) throws IOException, InterruptedException {
        Hooks.post(notice, address, message(notice));
    }

    static ObjectNode message(ApprovalNotice notice) {
        var message = JsonNodeFactory.instance.objectNode().put("type", "message");
        message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .set("content", card(notice));
        return message;
    }

    private static ObjectNode card(ApprovalNotice notice) {
        var card = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        var body = card.putArray("body");
        text(body, notice.title()).put("weight", "bolder").put("size", "medium");
        NoticeText.paragraphs(notice).forEach(paragraph -> text(body, paragraph));
        var actions = card.putArray("actions");
        open(actions, NoticeText.button(notice), notice.page());
        notice.link().ifPresent(link -> open(actions, Messages.NoticeText_look(), link));
        return card;
    }

    private static ObjectNode text(ArrayNode body, String text) {
        return body.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", text);
    }

    private static void open(ArrayNode actions, String title, String address) {
        if (address.matches("https?://\\S+")) {
            actions.addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", title)
                    .put("url", address);
        }
    }
}
