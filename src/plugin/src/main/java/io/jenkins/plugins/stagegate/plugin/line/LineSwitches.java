package io.jenkins.plugins.stagegate.plugin.line;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The switches that are set for folders and for all of Jenkins.
 *
 * <p>A switch is kept here, and set in each pipeline that it is for: at once in those that are, and in any other as soon as it
 * is opened. So a new job in a folder whose line is stopped is stopped, too. May be used by any thread.
 */
@Extension
public final class LineSwitches extends ItemListener implements Saveable {
    private static final Logger LOGGER = Logger.getLogger(LineSwitches.class.getName());

    private List<Switch> switches;

    /** The collection there is. */
    public static LineSwitches get() {
        return ExtensionList.lookupSingleton(LineSwitches.class);
    }

    private static final class Switch {
        private final String id;
        private final String folder;
        private final String scope;
        private final String reason;
        private final String by;
        private final long until;
        private final ArrayList<String> exempt;

        Switch(Command.StopLine command, String folder) {
            this.id = command.id();
            this.folder = folder;
            this.scope = command.scope();
            this.reason = command.reason();
            this.by = command.by().name();
            this.until = command.until().map(Instant::toEpochMilli).orElse(0L);
            this.exempt = new ArrayList<>(command.exempt());
        }

        private Switch(Switch old, String folder) {
            id = LineScope.id(folder);
            this.folder = folder;
            scope = LineScope.name(folder);
            reason = old.reason;
            by = old.by;
            until = old.until;
            exempt = old.exempt;
        }

        Command.StopLine command() {
            return new Command.StopLine(
                    id,
                    scope,
                    reason,
                    until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)),
                    exempt,
                    new Actor(by, java.util.Set.of(), false));
        }

        boolean isFor(Item job) {
            return isOver(job.getFullName());
        }

        boolean isOver(String place) {
            return folder.isEmpty() || folder.equals(place) || place.startsWith(folder + "/");
        }

        boolean over() {
            return until != 0 && until <= System.currentTimeMillis();
        }

        Switch moved(String oldName, String newName) {
            boolean inside = folder.equals(oldName) || folder.startsWith(oldName + "/");
            return inside ? new Switch(this, newName + folder.substring(oldName.length())) : this;
        }
    }

    /** Stops the line of all pipelines of a scope, or changes how it is stopped. */
    public void stop(LineScope scope, Command.StopLine command) throws IOException {
        synchronized (this) {
            var next = without(command.id());
            next.add(new Switch(command, scope.folder()));
            replace(next);
        }
        everywhere();
    }

    /** Lets the line go on wherever that switch stopped it. */
    public void release(String id) throws IOException {
        synchronized (this) {
            replace(without(id));
        }
        everywhere();
    }

    /** How the line of all that is in a scope is stopped: by its own switch, and by those of what it is in. */
    public List<Command.StopLine> over(LineScope scope) throws IOException {
        return current().stream()
                .filter(one -> one.isOver(scope.folder()))
                .map(Switch::command)
                .toList();
    }

    /** Makes a pipeline stopped as the switches say, by those that are set here and by no other of ours. */
    public void applyTo(JobPipeline pipeline) throws IOException, CommandRefusedException {
        var wanted = current().stream().filter(one -> one.isFor(pipeline.job())).toList();
        for (Switch one : wanted) {
            pipeline.engine().submit(one.command());
        }
        for (String id : pipeline.state().lineStops().keySet()) {
            if (!id.equals(JobPipeline.OWN_SWITCH) && wanted.stream().noneMatch(one -> one.id.equals(id))) {
                pipeline.engine().submit(new Command.ReleaseLine(id, Actor.ENGINE));
            }
        }
    }

    private void everywhere() {
        try (var all = ACL.as2(ACL.SYSTEM2)) {
            LOGGER.log(Level.FINE, "Setting switches as {0}", all);
            for (WorkflowJob job : Jenkins.get().allItems(WorkflowJob.class)) {
                if (job.getDefinition() instanceof ReleaseDefinition) {
                    apply(job);
                }
            }
        }
    }

    private void apply(WorkflowJob job) {
        try {
            applyTo(Pipelines.get().of(job));
        } catch (IOException | CommandRefusedException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not set the switches of the line in " + job.getFullName());
        }
    }

    private synchronized List<Switch> current() throws IOException {
        if (switches == null) {
            var file = file();
            switches = file.exists() ? ((Saved) file.read()).switches : List.of();
        }
        return switches.stream().filter(one -> !one.over()).toList();
    }

    private List<Switch> without(String id) throws IOException {
        var rest = new ArrayList<>(current());
        rest.removeIf(one -> one.id.equals(id));
        return rest;
    }

    private void replace(List<Switch> next) throws IOException {
        if (!next.equals(current())) {
            switches = List.copyOf(next);
            save();
        }
    }

    private static final class Saved {
        private final ArrayList<Switch> switches;

        Saved(List<Switch> switches) {
            this.switches = new ArrayList<>(switches);
        }
    }

    @Override
    public synchronized void save() throws IOException {
        file().write(new Saved(current()));
    }

    private static XmlFile file() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), "io.jenkins.plugins.stagegate.line.xml"));
    }

    /** A switch goes where its folder goes. Pipelines that move are opened anew, and learn of it then. */
    @Override
    public void onLocationChanged(Item item, String oldName, String newName) {
        try {
            synchronized (this) {
                var next = current().stream()
                        .map(one -> one.moved(oldName, newName))
                        .toList();
                replace(next);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not follow " + item + " with the switches of the line");
        }
    }

    @Override
    public void onDeleted(Item item) {
        try {
            synchronized (this) {
                replace(current().stream()
                        .filter(one -> !one.folder.equals(item.getFullName()))
                        .toList());
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not forget the switches of " + item);
        }
    }
}
