package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Whose secrets a delivery knows: those of Jenkins open all pipelines, those of a folder what is in it, those of a job that job. */
final class HookScopes {
    private final Delivery delivery;
    private final Map<String, Boolean> believed = new HashMap<>();

    HookScopes(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Folders that can have secrets; their plugin need not be there. */
    interface Source extends ExtensionPoint {
        List<HookSecret> of(ItemGroup<?> group);
    }

    /** Whether the delivery knows a secret for all pipelines, be there any or not. */
    boolean everywhere() {
        return believed("", StageGateSettings.get().getHookSecrets(), Optional.empty());
    }

    /** Those that the delivery may start. Every secret is tried, so that the time says nothing of which one was right. */
    List<JobTriggers> open(Collection<JobTriggers> all) {
        boolean everywhere = everywhere();
        return all.stream()
                .filter(triggers -> opens(triggers.job()) | everywhere)
                .toList();
    }

    private boolean opens(WorkflowJob job) {
        var own = job.getProperty(JobHooks.class);
        boolean opens = own != null && believed(job.getFullName(), own.getSecrets(), Optional.of(job));
        for (ItemGroup<?> group = job.getParent(); group instanceof Item folder; group = folder.getParent()) {
            var holder = group;
            var secrets = ExtensionList.lookup(Source.class).stream()
                    .flatMap(source -> source.of(holder).stream())
                    .toList();
            opens |= believed(folder.getFullName(), secrets, Optional.of(folder));
        }
        return opens;
    }

    /** Anybody may send a delivery, so one that is not believed leaves nothing behind. */
    private boolean believed(String scope, List<HookSecret> secrets, Optional<Item> context) {
        return believed.computeIfAbsent(scope, name -> {
            var known = secrets.stream()
                    .filter(secret ->
                            secret.text(context).filter(delivery::isFrom).isPresent())
                    .toList();
            known.forEach(secret -> secret.use(context));
            return !known.isEmpty();
        });
    }

    /** The address of hooks, below Jenkins' own. */
    static String address(String provider) {
        return Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("/") + HookAction.URL + "/" + provider;
    }
}
