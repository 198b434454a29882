package io.jenkins.plugins.stagegate.plugin.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import java.io.IOException;

/** Tells a channel of Slack, by an incoming webhook. What people wrote is sent as plain text, so that it calls nobody. */
@Extension
public final class SlackNotifier implements ApprovalNotifier {
    private static final int LONGEST_TEXT = 3000;
    private static final int LONGEST_HEADER = 150;

    @Override
    public String channel() {
        return "slack";
    }

    @Override
    public void tell(ApprovalNotice notice, String address) throws IOException, InterruptedException {
        Hooks.post(notice, address, message(notice));
    }

    static ObjectNode message(ApprovalNotice notice) {
        var message = JsonNodeFactory.instance.objectNode().put("text", escaped(notice.title()));
        var blocks = message.putArray("blocks");
        blocks.addObject().put("type", "header").set("text", plain(notice.title(), LONGEST_HEADER));
        NoticeText.paragraphs(notice).forEach(text -> section(blocks, text));
        if (!notice.page().isEmpty()) {
            var buttons = blocks.addObject().put("type", "actions").putArray("elements");
            button(buttons, NoticeText.button(notice), notice.page());
            notice.link().ifPresent(link -> button(buttons, Messages.NoticeText_look(), link));
        }
        return message;
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject().put("type", "section").set("text", plain(text, LONGEST_TEXT));
    }

    private static void button(ArrayNode buttons, String text, String address) {
        if (address.matches("https?://\\S+")) {
            buttons.addObject().put("type", "button").put("url", address).set("text", plain(text, LONGEST_HEADER));
        }
    }

    private static ObjectNode plain(String text, int longest) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "plain_text")
                .put("text", text.length() > longest ? text.substring(0, longest - 1) + "…" : text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
