package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** An action of a build that a provider performs. */
final class HostedAction extends Hosted implements ProvidedAction {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> inputs;
    private final LinkedHashMap<String, List<String>> outputs = new LinkedHashMap<>();

    HostedAction(StepContext context, String id, RunningAction action) {
        super(context, id, action.declaration().name(), action.run().configuration());
        this.inputs = new ArrayList<>(action.declaration().inputs());
        action.declaration().outputs().forEach(output -> outputs.put(output.name(), new ArrayList<>(output.files())));
    }

    @Override
    public List<String> inputs() {
        return List.copyOf(inputs);
    }

    @Override
    public Map<String, List<String>> outputs() {
        return Collections.unmodifiableMap(outputs);
    }

    @Override
    public void progressed(ActionProgress progress) throws IOException, InterruptedException {
        Pipelines.get().of(build().getParent()).engine().progressed(id(), progress);
    }

    @Override
    public void takeIn(String artifact, FilePath folder) throws IOException, InterruptedException {
        var found = RunningAction.inputs(build(), id()).stream()
                .filter(input -> input.name().equals(artifact))
                .findFirst()
                .orElseThrow(() -> new AbortException(Messages.HostedAction_noInput(name(), artifact)));
        var scratch = new FilePath(new File(build().getRootDir(), "stage-gate-in-" + id()));
        try {
            bundles().takeIn(found, scratch, folder);
        } finally {
            scratch.deleteRecursive();
        }
    }

    @Override
    public void putOut(String artifact, FilePath folder) throws IOException, InterruptedException {
        var action = RunningAction.of(build(), id());
        var output = action.declaration().outputs().stream()
                .filter(one -> one.name().equals(artifact))
                .findFirst()
                .orElseThrow(() -> new AbortException(Messages.HostedAction_noOutput(name(), artifact)));
        var scratch = Objects.requireNonNull(folder.sibling(folder.getName() + "@stage-gate-" + id()));
        try {
            var bundle = bundles().putOut(output, folder, scratch, action.run().attempt());
            release().keep(known().with(bundle));
        } finally {
            scratch.deleteRecursive();
        }
    }

    @Override
    public void give(Map<String, String> variables) throws IOException, InterruptedException {
        release().keep(known().with(variables));
    }

    private Product known() throws IOException, InterruptedException {
        return release().product(id()).orElseGet(() -> new Product(id(), List.of(), Map.of(), null));
    }

    private Bundles bundles() throws IOException, InterruptedException {
        var listener = context().get(TaskListener.class);
        var launcher = context().get(Launcher.class);
        return new Bundles(build(), launcher != null ? launcher : Jenkins.get().createLauncher(listener), listener);
    }
}
