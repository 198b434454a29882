package io.jenkins.plugins.stagegate.plugin.provider;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Performs the actions that name it: {@code provider 'NAME', key: 'value'}.
 *
 * <p>An action is performed by one {@link StepExecution}, in the way of any Pipeline step: it is a node of the build's flow
 * graph with a log of its own, it is asked to stop by {@link StepExecution#stop}, it is written to disk with the build, and
 * {@link StepExecution#onResume} tells it that Jenkins was restarted meanwhile. An execution that cannot go on then fails, with
 * the reason; nothing is begun a second time. Success and failure are told to its context; the message of a failure is what
 * people read, so it says how to mend it.
 *
 * <p>{@link StepExecution#start} and {@link StepExecution#stop} are called with the rights of whoever the build runs as, {@link
 * StepExecution#onResume} with those of Jenkins itself: ask the flow execution of the context whose rights count. All methods may be
 * called by any thread.
 */
public abstract class ActionProvider implements ExtensionPoint {
    private static final Logger LOGGER = Logger.getLogger(ActionProvider.class.getName());

    /** The name that authors write: letters, digits, {@code -} and {@code _}, 35 at most. */
    public abstract String name();

    /** All settings that its actions know. Others are refused when a definition is read. */
    public abstract List<Setting> settings();

    /** The categories that its actions can have; everything but sources and approvals. */
    public Set<ActionCategory> categories() {
        return EnumSet.of(
                ActionCategory.BUILD,
                ActionCategory.TEST,
                ActionCategory.DEPLOY,
                ActionCategory.INVOKE,
                ActionCategory.COMPUTE);
    }

    /**
     * Whether its actions run on an agent, in a workspace that holds the input artifacts, and whose files become the output
     * artifacts. If not, they run on the controller without an executor, and take in and put out by {@link ProvidedAction}.
     */
    public boolean needsWorkspace() {
        return false;
    }

    /**
     * Makes what performs an action. It is started at once, on a thread that must not wait.
     *
     * @throws Exception if the action cannot be performed; it fails with the exception's message
     */
    public abstract StepExecution start(ProvidedAction action) throws Exception;

    /** All that are installed. */
    public static List<ActionProvider> all() {
        return ExtensionList.lookup(ActionProvider.class);
    }

    /** The one of that name, if a plugin brings it. */
    public static Optional<ActionProvider> find(String name) {
        return all().stream().filter(provider -> provider.isCalled(name)).findFirst();
    }

    /** One whose plugin does not fit the others, in the middle of an update, keeps nobody else from being found. */
    private boolean isCalled(String name) {
        try {
            return name().equals(name);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> getClass().getName() + " does not tell its name");
            return false;
        }
    }
}
