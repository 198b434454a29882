package io.jenkins.plugins.stagegate.plugin.line;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Saveable;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The switches that are set for folders and for all of Jenkins.
 *
 * <p>A switch is kept here, and set in each pipeline that it is for: at once in those that are at work, and in any other as soon as
 * it is opened. So a new job in a folder whose line is stopped is stopped, too. May be used by any thread.
 */
@Extension
public final class LineSwitches extends ItemListener implements Saveable {
    private static final Logger LOGGER = Logger.getLogger(LineSwitches.class.getName());

    private List<Switch> switches;
    /** Who released a switch last, by its id: those learn it who wake later. */
    private Map<String, String> releases = Map.of();

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
                    new Actor(by, Set.of(), false));
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
            replace(next, unreleased(command.id()));
        }
        apply(scope);
    }

    /** Lets the line go on wherever that switch stopped it. */
    public void release(LineScope scope, Actor by) throws IOException {
        synchronized (this) {
            replace(without(scope.id()), released(scope.id(), by));
        }
        apply(scope);
    }

    /** How the line of all that is in a scope is stopped: by its own switch, and by those of what it is in. */
    public List<Command.StopLine> over(LineScope scope) throws IOException {
        return current().stream()
                .filter(one -> one.isOver(scope.folder()))
                .map(Switch::command)
                .toList();
    }

    /** What the switches say of one pipeline. */
    public synchronized Stops of(WorkflowJob job) throws IOException {
        return new Stops(
                current().stream()
                        .filter(one -> one.isFor(job))
                        .map(Switch::command)
                        .toList(),
                Map.copyOf(releases));
    }

    /**
     * How the line of a pipeline is stopped.
     *
     * @param wanted the switches that are set
     * @param releases who released a switch, by its id
     */
    public record Stops(List<Command.StopLine> wanted, Map<String, String> releases) {
        /** Makes the pipeline stopped by those switches and by no other of ours. */
        public void applyTo(PipelineEngine engine) throws IOException, CommandRefusedException {
            for (Command.StopLine one : wanted) {
                engine.submit(one);
            }
            for (String id : engine.state().lineStops().keySet()) {
                if (!id.equals(JobPipeline.OWN_SWITCH)
                        && wanted.stream().noneMatch(one -> one.id().equals(id))) {
                    engine.submit(new Command.ReleaseLine(id, by(id)));
                }
            }
        }

        private Actor by(String id) {
            var name = releases.get(id);
            return name == null ? Actor.ENGINE : new Actor(name, Set.of(), false);
        }
    }

    /** Sets the switches in the pipelines of a scope in which something may be under way. The others learn of them when they wake. */
    private void apply(LineScope scope) {
        for (JobPipeline pipeline : Pipelines.get().atWork()) {
            if (scope.holds(pipeline.job())) {
                try {
                    var engine = pipeline.engineAtWork();
                    if (engine.isPresent()) {
                        of(pipeline.job()).applyTo(engine.get());
                    }
                } catch (IOException | CommandRefusedException e) {
                    LOGGER.log(Level.WARNING, e, () -> "Could not set the switches of the line in " + pipeline);
                }
            }
        }
    }

    private synchronized List<Switch> current() throws IOException {
        if (switches == null) {
            var file = file();
            var saved = file.exists() ? (Saved) file.read() : new Saved(List.of(), Map.of());
            switches = saved.switches;
            releases = saved.releases == null ? Map.of() : saved.releases;
        }
        return switches.stream().filter(one -> !one.over()).toList();
    }

    private List<Switch> without(String id) throws IOException {
        var rest = new ArrayList<>(current());
        rest.removeIf(one -> one.id.equals(id));
        return rest;
    }

    private Map<String, String> released(String id, Actor by) {
        var next = new LinkedHashMap<>(releases);
        next.put(id, by.name());
        return next;
    }

    private Map<String, String> unreleased(String id) {
        var next = new LinkedHashMap<>(releases);
        next.remove(id);
        return next;
    }

    private void replace(List<Switch> next, Map<String, String> nextReleases) throws IOException {
        if (!next.equals(current()) || !nextReleases.equals(releases)) {
            switches = List.copyOf(next);
            releases = Map.copyOf(nextReleases);
            save();
        }
    }

    private static final class Saved {
        private final ArrayList<Switch> switches;
        /** Absent in files of the time when nobody asked who it was. */
        private final @CheckForNull TreeMap<String, String> releases;

        Saved(List<Switch> switches, Map<String, String> releases) {
            this.switches = new ArrayList<>(switches);
            this.releases = new TreeMap<>(releases);
        }
    }

    @Override
    public synchronized void save() throws IOException {
        file().write(new Saved(current(), releases));
        SaveableListener.fireOnChange(this, file());
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
                replace(next, releases);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not follow " + item + " with the switches of the line");
        }
    }

    @Override
    public void onDeleted(Item item) {
        try {
            synchronized (this) {
                var next = current().stream()
                        .filter(one -> !one.folder.equals(item.getFullName()))
                        .toList();
                replace(next, unreleased(LineScope.id(item.getFullName())));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not forget the switches of " + item);
        }
    }
}
