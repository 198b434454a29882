package io.jenkins.plugins.stagegate.plugin.event;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.security.ImpersonatingScheduledExecutorService;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Who is told what happens to a pipeline: plugins, the hooks of Jenkins, and those of every folder that it is in. */
public final class Listeners {
    private static final Logger LOGGER = Logger.getLogger(Listeners.class.getName());
    /** One that does not answer holds a thread for half a minute. */
    private static final int AT_ONCE = 16;

    private static final ScheduledExecutorService DELIVERIES =
            new ImpersonatingScheduledExecutorService(threads(), ACL.SYSTEM2);

    private Listeners() {}

    /** Folders that can have hooks; their plugin need not be there. */
    interface Source extends ExtensionPoint {
        List<EventHook> of(ItemGroup<?> group);
    }

    private static ScheduledExecutorService threads() {
        return new ScheduledThreadPoolExecutor(
                AT_ONCE, new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate events"));
    }

    /** The threads that wait for listeners. */
    public static ScheduledExecutorService deliveries() {
        return DELIVERIES;
    }

    /** Those who are told of that job's pipeline. */
    public static List<EventListener> of(Item job) {
        var byName = new LinkedHashMap<String, EventListener>();
        ExtensionList.lookup(ReleaseListener.class).forEach(one -> byName.put(one.name(), one));
        var source = Objects.toString(Jenkins.get().getRootUrl(), "/") + job.getUrl();
        add(byName, StageGateSettings.get().getEventHooks(), "", source);
        for (ItemGroup<?> group = job.getParent(); group instanceof Item folder; group = folder.getParent()) {
            add(byName, hooks(group), folder.getFullName(), source);
        }
        return List.copyOf(byName.values());
    }

    private static List<EventHook> hooks(ItemGroup<?> group) {
        return ExtensionList.lookup(Source.class).stream()
                .flatMap(source -> source.of(group).stream())
                .toList();
    }

    private static void add(Map<String, EventListener> all, List<EventHook> hooks, String folder, String source) {
        hooks.stream()
                .map(hook -> new HookListener(hook, folder, source))
                .forEach(listener -> all.put(listener.name(), listener));
    }

    /**
     * Lets those who are told be as they are configured now, for all pipelines at work below a folder.
     *
     * @param folder its full name; empty for all of Jenkins
     */
    public static void renew(String folder) {
        for (JobPipeline pipeline : Pipelines.get().atWork()) {
            if (folder.isEmpty() || pipeline.job().getFullName().startsWith(folder + "/")) {
                try {
                    pipeline.listen();
                } catch (IOException e) {
                    LOGGER.log(Level.WARNING, e, () -> "Could not change who is told of " + pipeline);
                }
            }
        }
    }

    /** Goes on telling after Jenkins was started: a pipeline that nobody opens would keep to itself what it has still to tell. */
    @Extension
    public static final class Resumption extends ItemListener {
        /** Not all pipelines of a controller are to be open at the same time only because somebody may have to be told. */
        private static final int TOGETHER = 100;

        private static final Duration MOMENT = Duration.ofSeconds(1);

        @Override
        public void onLoaded() {
            DELIVERIES.execute(() -> {
                int opened = 0;
                for (WorkflowJob job : Jenkins.get().allItems(WorkflowJob.class)) {
                    if (job.getDefinition() instanceof ReleaseDefinition && !of(job).isEmpty()) {
                        open(job);
                        if (++opened % TOGETHER == 0) {
                            Pipelines.get().letRest(MOMENT);
                        }
                    }
                }
            });
        }

        private static void open(WorkflowJob job) {
            try {
                Pipelines.get().of(job);
            } catch (IOException | RuntimeException | Error e) { // the others shall tell nevertheless
                LOGGER.log(Level.WARNING, e, () -> "Could not tell what happened to " + job.getFullName());
            }
        }
    }
}
