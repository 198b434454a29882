package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * What a flow knows about an action that was started in it.
 *
 * @param ended false while its steps run, or wait to go on after a restart
 * @param failure why it failed; null if it runs or succeeded
 */
public record ActionState(boolean ended, @CheckForNull Throwable failure) {
    static final ActionState RUNNING = new ActionState(false, null);
    static final ActionState SUCCEEDED = new ActionState(true, null);

    static ActionState ended(@CheckForNull Throwable failure) {
        return failure == null ? SUCCEEDED : new ActionState(true, failure);
    }
}
