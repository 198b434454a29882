package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.model.Result;
import hudson.model.Run;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The result of a build, made better.
 *
 * <p>{@link Run#setResult} only makes it worse: Jenkins knows no attempt that counts in place of an earlier one. If the field is no
 * longer what it was, the build stays as bad as its worst attempt.
 */
final class BuildResult {
    private static final Logger LOGGER = Logger.getLogger(BuildResult.class.getName());

    private BuildResult() {}

    static void set(Run<?, ?> build, Result better) {
        try {
            Field field = Run.class.getDeclaredField("result");
            field.setAccessible(true);
            field.set(build, better.isWorseThan(Result.SUCCESS) ? better : null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The result of " + build + " stays that of its worst attempt");
        }
    }
}
