package io.jenkins.plugins.stagegate.codepipeline;

import io.jenkins.plugins.stagegate.codepipeline.Registry.Drawer;
import java.io.IOException;
import java.util.List;

/** What an account keeps by the name of a pipeline: its tags, and the webhooks that start it. They go where the pipeline goes. */
public record Belongings(Registry registry) {
    /** Lets what belongs to a pipeline follow it to its new name. */
    public void move(String from, String to) throws IOException {
        synchronized (registry) {
            var tags = registry.find(Drawer.TAGS, from);
            if (tags.isPresent()) {
                registry.remove(Drawer.TAGS, from);
                registry.put(Drawer.TAGS, to, tags.get());
            }
            for (Webhook webhook : webhooks(from)) {
                webhook.definition().put("targetPipeline", to);
                registry.put(Drawer.WEBHOOKS, webhook.name(), webhook.write());
            }
        }
    }

    /** Forgets what belongs to a pipeline, so that another one of the same name gets none of it. */
    public void remove(String pipeline) throws IOException {
        synchronized (registry) {
            registry.remove(Drawer.TAGS, pipeline);
            for (Webhook webhook : webhooks(pipeline)) {
                registry.remove(Drawer.WEBHOOKS, webhook.name());
                registry.remove(Drawer.TAGS, Webhooks.resource(webhook.name()));
            }
        }
    }

    private List<Webhook> webhooks(String pipeline) {
        return registry.all(Drawer.WEBHOOKS).entrySet().stream()
                .map(entry -> Webhook.read(entry.getKey(), entry.getValue()))
                .filter(webhook -> webhook.targetName().equals(pipeline))
                .toList();
    }
}
