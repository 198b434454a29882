package io.jenkins.plugins.stagegate.plugin.gate;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.stagegate.model.Gate;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.plugin.ui.Audit;
import io.jenkins.plugins.stagegate.plugin.ui.Audited;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which gates are imposed on a job: those of Jenkins, as far as they are for it, and of every folder that it is in. */
public final class ImposedGates {
    private static final Logger LOGGER = Logger.getLogger(ImposedGates.class.getName());

    private ImposedGates() {}

    /** Folders that can have gates; their plugin need not be there. */
    interface Source extends ExtensionPoint {
        List<ImposedGate> of(ItemGroup<?> group);
    }

    /** The gates in front of the stages of that job, those of the outermost folder first. */
    public static Gates of(Item job) {
        var gates = new ArrayList<Gate>();
        for (ItemGroup<?> group = job.getParent(); group instanceof Item folder; group = folder.getParent()) {
            gates.addAll(0, gates(group, GateScope.folder(folder.getFullName())));
        }
        gates.addAll(
                0,
                gates(StageGateSettings.get().getGates().stream()
                        .filter(gate -> gate.concerns(job))
                        .toList()));
        return new Gates(gates);
    }

    /** Whether they mean the same. */
    static boolean same(List<ImposedGate> some, List<ImposedGate> others) {
        return gates(some).equals(gates(others));
    }

    private static List<Gate> gates(List<ImposedGate> gates) {
        return gates.stream()
                .map(gate -> gate.gate(GateScope.jenkins(gate.getFolder())))
                .toList();
    }

    /** The administrator's gates once a folder has another name; nothing if none of them is for it. */
    public static Optional<List<ImposedGate>> moved(List<ImposedGate> gates, String oldName, String newName) {
        var now = gates.stream().map(gate -> gate.moved(oldName, newName)).toList();
        return same(gates, now) ? Optional.empty() : Optional.of(now);
    }

    /**
     * Puts into the audit log that the gates of a place were changed, if they were.
     *
     * @param where full name of the folder, or {@code Jenkins}
     */
    public static void note(String where, List<ImposedGate> before, List<ImposedGate> now) {
        Audit.change(where, "gates", state(before), state(now));
    }

    private static Audited.State state(List<ImposedGate> gates) {
        return new Audited.State(
                gates(gates).stream().map(Gate::toString).toList(),
                gates.stream().map(ImposedGate::words).toList());
    }

    private static List<Gate> gates(ItemGroup<?> group, GateScope scope) {
        return ExtensionList.lookup(Source.class).stream()
                .flatMap(source -> source.of(group).stream())
                .map(gate -> gate.gate(scope))
                .toList();
    }

    /**
     * Puts the gates as they are now in front of all pipelines that are at work below a folder. All others learn of them when they
     * are opened.
     *
     * @param folder its full name; empty for all of Jenkins
     */
    public static void renew(String folder) {
        for (JobPipeline pipeline : Pipelines.get().atWork()) {
            if (folder.isEmpty() || pipeline.job().getFullName().startsWith(folder + "/")) {
                renew(pipeline);
            }
        }
    }

    private static void renew(JobPipeline pipeline) {
        try {
            pipeline.impose();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not put the gates in front of the stages of " + pipeline);
        }
    }
}
