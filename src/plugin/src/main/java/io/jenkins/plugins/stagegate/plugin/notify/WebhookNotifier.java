package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.Extension;
import java.io.IOException;

/** Tells another program, with a POST of CodePipeline's message. */
@Extension
public final class WebhookNotifier implements ApprovalNotifier {
    @Override
    public String channel() {
        return "webhook";
    }

    @Override
    public void tell(ApprovalNotice notice, String address) throws IOException, InterruptedException {
        Hooks.post(notice, address, notice.json());
    }
}
