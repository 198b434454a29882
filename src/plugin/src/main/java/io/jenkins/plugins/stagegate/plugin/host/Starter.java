package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Cause;
import hudson.security.ACL;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The person who had a build started, behind however many other builds. */
final class Starter {
    private static final Logger LOGGER = Logger.getLogger(Starter.class.getName());

    private Starter() {}

    /** The first person that the causes of a build lead to. */
    static Optional<String> of(List<Cause> causes) {
        return causes.stream().flatMap(cause -> of(cause).stream()).findFirst();
    }

    private static Optional<String> of(Cause cause) {
        if (cause instanceof Cause.UserIdCause user) {
            return Optional.of(Objects.requireNonNullElse(user.getUserId(), user.getUserName()));
        }
        if (cause instanceof TriggerCause triggered) {
            return person(triggered.trigger().by());
        }
        return cause instanceof Cause.UpstreamCause upstream
                ? execution(upstream).or(() -> of(upstream.getUpstreamCauses()))
                : Optional.empty();
    }

    /** Who started the execution that the other build makes an attempt at: not who retried it. */
    private static Optional<String> execution(Cause.UpstreamCause cause) {
        try (var system = ACL.as2(ACL.SYSTEM2)) {
            Objects.requireNonNull(system);
            var build = cause.getUpstreamRun();
            var release = build == null ? Optional.<ReleaseRun>empty() : ReleaseRun.of(build);
            return release.isEmpty()
                    ? Optional.empty()
                    : Pipelines.get()
                            .of(release.get().run().getParent())
                            .execution(release.get().execution())
                            .flatMap(execution ->
                                    person(execution.start().trigger().by()));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not read who started the execution behind " + cause);
            return Optional.empty();
        }
    }

    private static Optional<String> person(String by) {
        return Optional.of(by).filter(name -> !name.isEmpty());
    }
}
