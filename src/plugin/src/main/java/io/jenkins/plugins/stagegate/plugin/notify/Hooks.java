package io.jenkins.plugins.stagegate.plugin.notify;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.plugin.web.Post;
import io.jenkins.plugins.stagegate.plugin.web.WebAddress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Posts a notice to a hook, whose address may be a secret of the pipeline's job. */
final class Hooks {
    private Hooks() {}

    static void post(ApprovalNotice notice, String address, JsonNode body) throws IOException, InterruptedException {
        var job = Optional.<Item>ofNullable(Jenkins.get().getItemByFullName(notice.pipeline()));
        Post.send(WebAddress.of(address, job), "application/json", body.toString(), Map.of());
    }
}
