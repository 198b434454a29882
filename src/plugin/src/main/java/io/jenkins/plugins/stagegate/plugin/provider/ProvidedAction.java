package io.jenkins.plugins.stagegate.plugin.provider;

import hudson.FilePath;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One go at an action, as its provider sees it. It may be kept in a field of the execution, and is written with it. */
public interface ProvidedAction extends Serializable {
    /** The id of this go. It is the same after a restart of Jenkins, and another one in a retry. */
    String id();

    /** The action's name. */
    String name();

    /** Its settings, with every {@code #{namespace.key}} resolved. */
    Map<String, String> settings();

    /** The names of its input artifacts. */
    List<String> inputs();

    /** The output artifacts that it declares, by their names: the patterns of their files; none for all files. */
    Map<String, List<String>> outputs();

    /** The context of the step: its log is the action's log, and its environment, launcher and workspace are the action's. */
    StepContext context();

    /** Shows on the line how far it is, and where people can look. */
    void progressed(ActionProgress progress) throws IOException, InterruptedException;

    /** Unpacks an input artifact into an empty folder of the controller or of an agent. */
    void takeIn(String artifact, FilePath folder) throws IOException, InterruptedException;

    /** Packs files of a folder as an output artifact, those that the definition's {@code files:} chooses. */
    void putOut(String artifact, FilePath folder) throws IOException, InterruptedException;

    /** Adds output variables: {@code #{namespace.key}} for later actions, if this one succeeds. */
    void give(Map<String, String> variables) throws IOException, InterruptedException;
}
