package io.jenkins.plugins.stagegate.plugin.provider;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Looks at the rules that name it: {@code rule 'NAME', key: 'value'}.
 *
 * <p>A rule is looked at by one {@link StepExecution} on the controller, without an executor; what is said of those of an {@link
 * ActionProvider} holds for them, too. The rule holds if the step succeeds. It is not met if the step fails; people read the
 * message of the failure. Whoever waits for the world to change ends the step when it has: the engine stops the step when
 * somebody overrides the condition or the rule's time is over.
 *
 * <p>All methods may be called by any thread.
 */
public abstract class RuleProvider implements ExtensionPoint {
    private static final Logger LOGGER = Logger.getLogger(RuleProvider.class.getName());

    /** The name that authors write: letters, digits, {@code -} and {@code _}, 35 at most; none that the language knows. */
    public abstract String name();

    /** All settings that its rules know. Others are refused when a definition is read. */
    public abstract List<Setting> settings();

    /**
     * Makes what looks at a rule. It is started at once, on a thread that must not wait.
     *
     * @throws Exception if nobody can look; the rule counts as not met with the exception's message
     */
    public abstract StepExecution look(ProvidedRule rule) throws Exception;

    /** All that are installed. */
    public static List<RuleProvider> all() {
        return ExtensionList.lookup(RuleProvider.class);
    }

    /** The names of all that are installed. */
    public static Set<String> names() {
        return all().stream().map(RuleProvider::name).collect(Collectors.toSet());
    }

    /** The one of that name, if a plugin brings it. */
    public static Optional<RuleProvider> find(String name) {
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
