package io.jenkins.plugins.stagegate.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.ApprovalRequest;
import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.LineStop;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.decision.RuleRun;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of {@code detail} of the kinds that CodePipeline has no event for. */
final class OwnDetails {
    private OwnDetails() {}

    static ObjectNode transition(PipelineState state, Event.TransitionChanged event) {
        var detail = Details.object()
                .put("pipeline", state.name())
                .put("stage", event.stage())
                .put("transition-type", event.direction().label())
                .put("state", event.enabled() ? "OPENED" : "CLOSED")
                .put("by", event.by());
        Details.put(detail, "reason", event.reason());
        return detail;
    }

    static ObjectNode lineStopped(PipelineState state, Event.LineStopped event) {
        var detail = line(state, event.stop(), "STOPPED").put("by", event.stop().by());
        event.stop().until().ifPresent(until -> detail.put("until", until.toString()));
        event.stop().exempt().forEach(detail.putArray("exempt")::add);
        return detail;
    }

    /** @param before the state that still knows the switch */
    static ObjectNode lineReleased(PipelineState before, Event.LineReleased event) {
        return line(before, before.lineStops().get(event.id()), "RELEASED").put("by", event.by());
    }

    private static ObjectNode line(PipelineState state, LineStop stop, String change) {
        return Details.object()
                .put("pipeline", state.name())
                .put("state", change)
                .put("line-stop-id", stop.id())
                .put("scope", stop.scope())
                .put("reason", stop.reason());
    }

    static ObjectNode forced(PipelineState state, Execution execution, Event.EntryForced event) {
        return Details.execution(state, execution, "FORCED")
                .put("stage", event.stage())
                .put("by", event.by())
                .put("rationale", event.rationale());
    }

    /** The condition's change; a look at a rule is none, but is told of with the condition's end. */
    static Optional<ObjectNode> condition(PipelineState state, Event.OfCondition happened) {
        if (happened instanceof Event.OfRule) {
            return Optional.empty();
        }
        var execution = state.execution(happened.execution()).orElseThrow();
        var run = execution
                .stages()
                .get(happened.stage())
                .condition(happened.hook(), happened.index())
                .orElseThrow();
        var detail = Details.stage(state, execution, happened.stage(), change(happened))
                .put("condition-type", happened.hook().name())
                .put("condition-index", happened.index());
        detail.set("rules", rules(run));
        if (happened instanceof Event.ConditionOverridden event) {
            detail.put("by", event.by());
        }
        return Optional.of(detail);
    }

    private static String change(Event.OfCondition happened) {
        if (happened instanceof Event.ConditionStarted) {
            return "STARTED";
        }
        if (happened instanceof Event.ConditionSucceeded) {
            return "SUCCEEDED";
        }
        if (happened instanceof Event.ConditionFailed) {
            return "FAILED";
        }
        return happened instanceof Event.ConditionOverridden ? "OVERRIDDEN" : "CANCELED";
    }

    private static ArrayNode rules(ConditionRun run) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (RuleRun rule : run.rules()) {
            var one = Details.object()
                    .put("rule", rule.rule())
                    .put("rule-execution-id", rule.id())
                    .put("status", rule.status().label());
            Details.put(one, "summary", rule.summary());
            all.add(one);
        }
        return all;
    }

    static Optional<ObjectNode> approval(PipelineState state, Located found, Event.OfAction happened) {
        return found.run().approval().flatMap(request -> change(found, happened).map(change -> {
            var detail = approval(state, found, request, change);
            if (happened instanceof Event.ApprovalGiven event) {
                detail.put("by", event.by());
                Details.put(detail, "summary", event.summary());
            } else if (happened instanceof Event.ActionSucceeded event) {
                detail.put("by", event.by());
            } else if (happened instanceof Event.ActionFailed event) {
                detail.put("by", event.by()).put("summary", event.failure().message());
            } else if (happened instanceof Event.ActionAbandoned event) {
                detail.put("summary", event.reason());
            }
            return detail;
        }));
    }

    private static ObjectNode approval(PipelineState state, Located found, ApprovalRequest request, String change) {
        return Details.stage(state, found.execution(), found.stage().stage(), change)
                .put("action", found.run().action())
                .put("action-execution-id", found.run().id())
                .put("required", request.required())
                .put("given", request.given().size())
                .put("expires", request.expires().toString());
    }

    private static Optional<String> change(Located found, Event.OfAction happened) {
        if (happened instanceof Event.ActionStarted) {
            return Optional.of("ASKED");
        }
        if (happened instanceof Event.ApprovalGiven) {
            return Optional.of("GIVEN");
        }
        if (happened instanceof Event.ActionSucceeded) {
            return Optional.of("APPROVED");
        }
        if (happened instanceof Event.ActionAbandoned) {
            boolean stopping = found.execution().status() == ExecutionStatus.STOPPING;
            return Optional.of(stopping ? "WITHDRAWN" : "SUPERSEDED");
        }
        return happened instanceof Event.ActionFailed event
                ? Optional.of(failure(event.failure().code()))
                : Optional.empty();
    }

    private static String failure(String code) {
        return switch (code) {
            case ActionFailure.REJECTED -> "REJECTED";
            case ActionFailure.EXPIRED -> "EXPIRED";
            default -> "FAILED";
        };
    }

    /** The approvals that a newer execution makes out of date by standing in front of their stage. */
    static List<ObjectNode> outdated(PipelineState state, Event.StageReached event) {
        var newer = state.execution(event.execution()).orElseThrow();
        var outdated = new ArrayList<ObjectNode>();
        if (state.definitionOf(newer).executionMode() == ExecutionMode.PARALLEL) {
            return outdated;
        }
        for (Execution older : state.inside(event.stage())) {
            var stage = older.stages().get(event.stage());
            stage.actions().stream()
                    .filter(run -> run.status() == ActionStatus.IN_PROGRESS
                            && older.start().number() < newer.start().number())
                    .map(run -> new Located(older, stage, run))
                    .forEach(found -> found.run()
                            .approval()
                            .ifPresent(request -> outdated.add(approval(state, found, request, "OUTDATED")
                                    .put("newer-execution-id", newer.id()))));
        }
        return outdated;
    }
}
