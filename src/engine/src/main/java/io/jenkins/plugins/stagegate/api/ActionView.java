package io.jenkins.plugins.stagegate.api;

import static io.jenkins.plugins.stagegate.api.Shapes.array;
import static io.jenkins.plugins.stagegate.api.Shapes.map;
import static io.jenkins.plugins.stagegate.api.Shapes.object;
import static io.jenkins.plugins.stagegate.api.Shapes.put;
import static io.jenkins.plugins.stagegate.api.Shapes.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.ApprovalRequest;
import io.jenkins.plugins.stagegate.decision.Approvers;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Outdated;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.model.Artifact;

/** One go at an action, as the state and the history show it. */
final class ActionView {
    private ActionView() {}

    /** {@code ActionExecution}, with the additions that the view shows. */
    static ObjectNode latest(PipelineState state, Located found, Viewer viewer, Past past) {
        var run = found.run();
        var node = object().put("actionExecutionId", run.id())
                .put("status", run.status().label());
        run.outcome().progress().summary().ifPresent(summary -> node.put("summary", summary));
        node.put("lastStatusChange", time(run.lastChanged()));
        run.approval().filter(request -> open(found)).ifPresent(request -> node.put("token", request.token()));
        put(node, "lastUpdatedBy", run.updatedBy());
        external(node, run.outcome().progress());
        run.outcome().progress().percent().ifPresent(percent -> node.put("percentComplete", percent));
        run.failure()
                .ifPresent(failure -> node.set(
                        "errorDetails", object().put("code", failure.code()).put("message", failure.message())));
        node.put("startTime", time(run.started()));
        node.put("attempt", run.attempt());
        node.put("pipelineExecutionId", found.execution().id());
        log(node, found);
        run.approval().ifPresent(request -> node.set("approval", approval(state, found, request, viewer, past)));
        return node;
    }

    /** Where the host answers with the action's log; people's decisions have none. */
    private static void log(ObjectNode node, Located found) {
        if (found.run().approval().isEmpty()) {
            node.put(
                    "logUrl",
                    "log?actionExecutionId=" + found.run().id() + "&pipelineExecutionId="
                            + found.execution().id());
        }
    }

    private static void external(ObjectNode node, ActionProgress progress) {
        progress.externalId().ifPresent(id -> node.put("externalExecutionId", id));
        progress.externalUrl().ifPresent(url -> node.put("externalExecutionUrl", url));
    }

    private static ObjectNode approval(
            PipelineState state, Located found, ApprovalRequest request, Viewer viewer, Past past) {
        var node = object();
        request.message().ifPresent(message -> node.put("message", message));
        request.link().ifPresent(link -> node.put("link", link));
        node.put("expires", time(request.expires())).put("required", request.required());
        node.set("given", given(request));
        boolean asked = viewer.mayApprove() && open(found);
        var bar = Approvers.bar(state, found, viewer.actor(), true);
        node.put("mayDecide", asked && bar.isEmpty());
        if (asked) {
            bar.ifPresent(why -> node.put("barred", why.name()));
        }
        var settings = found.declaration(state).approval().orElseThrow();
        node.put("onNewer", settings.onNewer().name());
        node.set("artifacts", array(found.execution().artifacts().values(), ActionView::artifact));
        if (open(found)) {
            Changes.put(node, state, found, found.execution(), past);
            var candidates = Outdated.candidates(state, found);
            if (!candidates.isEmpty()) {
                node.set("candidates", array(candidates, candidate -> candidate(state, found, candidate, past)));
            }
        }
        node.set("fields", array(settings.fields(), ActionView::field));
        return node;
    }

    private static ObjectNode candidate(PipelineState state, Located gate, Execution candidate, Past past) {
        var node = object().put("pipelineExecutionId", candidate.id());
        Changes.put(node, state, gate, candidate, past);
        node.set("artifacts", array(candidate.artifacts().values(), ActionView::artifact));
        return node;
    }

    private static ArrayNode given(ApprovalRequest request) {
        return array(request.given(), given -> {
            var one = object().put("by", given.by()).put("at", time(given.at()));
            put(one, "summary", given.summary());
            return one;
        });
    }

    private static boolean open(Located found) {
        return found.run().status() == ActionStatus.IN_PROGRESS;
    }

    private static ObjectNode field(Field field) {
        var node = object().put("name", field.name());
        field.description().ifPresent(text -> node.put("description", text));
        field.defaultValue().ifPresent(value -> node.put("defaultValue", value));
        field.choices().forEach(node.withArray("choices")::add);
        return node;
    }

    /** {@code ActionExecutionDetail}. */
    static ObjectNode detail(Located found, Action declared) {
        var run = found.run();
        var node = object().put("pipelineExecutionId", found.execution().id())
                .put("actionExecutionId", run.id())
                .put("pipelineVersion", found.execution().start().version())
                .put("stageName", found.stage().stage())
                .put("actionName", run.action())
                .put("attempt", run.attempt())
                .put("startTime", time(run.started()))
                .put("lastUpdateTime", time(run.lastChanged()));
        put(node, "updatedBy", run.updatedBy());
        run.approval().ifPresent(request -> node.set("approvals", given(request)));
        node.put("status", run.status().label());
        log(node, found);
        node.set("input", input(found, declared));
        node.set("output", output(found));
        return node;
    }

    private static ObjectNode input(Located found, Action declared) {
        var node = object();
        if (declared != null) {
            node.set("actionTypeId", type(declared.type()));
            node.set("configuration", map(declared.configuration()));
            declared.namespace().ifPresent(namespace -> node.put("namespace", namespace));
        }
        node.set("resolvedConfiguration", map(found.run().configuration()));
        node.set("inputArtifacts", array(found.run().inputs(), ActionView::artifact));
        return node;
    }

    private static ObjectNode output(Located found) {
        var run = found.run();
        var node = object();
        node.set("outputArtifacts", array(run.outcome().artifacts(), ActionView::artifact));
        var result = object();
        external(result, run.outcome().progress());
        // Where CodePipeline's clients look for it in PARALLEL mode, in which the state shows no execution.
        run.approval().ifPresent(request -> result.put("externalExecutionId", request.token()));
        run.outcome().progress().summary().ifPresent(summary -> result.put("externalExecutionSummary", summary));
        run.failure()
                .ifPresent(failure -> result.set(
                        "errorDetails", object().put("code", failure.code()).put("message", failure.message())));
        node.set("executionResult", result);
        node.set("outputVariables", map(run.outcome().variables()));
        return node;
    }

    private static ObjectNode artifact(Artifact artifact) {
        var node = object().put("name", artifact.name())
                .put("digest", artifact.digest())
                .put("size", artifact.size());
        node.putObject("s3location").put("bucket", "stage-gate").put("key", artifact.digest());
        return node;
    }

    private static ObjectNode type(ActionType type) {
        return object().put("category", type.category().label())
                .put("owner", type.owner())
                .put("provider", type.provider())
                .put("version", type.version());
    }
}
