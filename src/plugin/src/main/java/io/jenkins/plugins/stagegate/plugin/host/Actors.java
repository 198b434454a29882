package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** People as the engine knows them: by their Jenkins user id and the authorities that the security realm gives them. */
public final class Actors {
    private static final String START = "StartPipelineExecution";

    private Actors() {}

    /** Whoever sends the current request. Administrators are vouched for: they may decide whatever the definition says. */
    public static Actor current() {
        return of(Jenkins.getAuthentication2());
    }

    private static Actor of(Authentication authentication) {
        var groups = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return new Actor(
                authentication.getName(),
                groups,
                Jenkins.get().getACL().hasPermission2(authentication, Jenkins.ADMINISTER));
    }

    /** Whoever had the build started. */
    static Actor starter(Run<?, ?> build) {
        var user = build.getCause(Cause.UserIdCause.class);
        return user == null || user.getUserId() == null ? Actor.ENGINE : new Actor(user.getUserId(), Set.of(), false);
    }

    /** Whoever interrupted a build. */
    static Actor of(CauseOfInterruption... causes) {
        for (CauseOfInterruption cause : causes) {
            if (cause instanceof CauseOfInterruption.UserInterruption user) {
                return new Actor(user.getUserId(), Set.of(), false);
            }
        }
        return Actor.ENGINE;
    }

    /** What started the build, in CodePipeline's words where it has them, and the person behind it. */
    static StartTrigger trigger(Run<?, ?> build) {
        var causes = build.getCauses();
        var first = causes.isEmpty() ? new StartTrigger(START, "", "") : trigger(causes.get(0));
        return first.by().isEmpty()
                ? new StartTrigger(
                        first.type(), first.detail(), Starter.of(causes).orElse(""))
                : first;
    }

    private static StartTrigger trigger(Cause cause) {
        if (cause instanceof Cause.UserIdCause user) {
            return StartTrigger.manual(Objects.requireNonNullElse(user.getUserId(), user.getUserName()));
        }
        return cause instanceof TriggerCause triggered
                ? triggered.trigger()
                : new StartTrigger(type(cause), cause.getShortDescription(), "");
    }

    private static String type(Cause cause) {
        if (cause instanceof TimerTrigger.TimerTriggerCause) {
            return "CloudWatchEvent";
        }
        return cause instanceof SCMTrigger.SCMTriggerCause ? "PollForSourceChanges" : START;
    }
}
