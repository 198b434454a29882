package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.api.ExecutionFilter;
import io.jenkins.plugins.stagegate.api.ExecutionView;
import io.jenkins.plugins.stagegate.api.Past;
import io.jenkins.plugins.stagegate.api.StateView;
import io.jenkins.plugins.stagegate.api.Uses;
import io.jenkins.plugins.stagegate.api.Viewer;
import io.jenkins.plugins.stagegate.plugin.host.ActionLog;
import io.jenkins.plugins.stagegate.plugin.host.Actors;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.line.LineScope;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.Stapler;

/** What the line of a pipeline asks for. */
@Restricted(NoExternalUse.class)
public record Reads(JobPipeline pipeline, ExpectedLine definition) {
    private static final int PAGE = 100;
    private static final int LOG_PIECE = 1 << 20;

    public Reads(JobPipeline pipeline) {
        this(pipeline, ExpectedLine.of(pipeline));
    }

    /** The state in CodePipeline's shape, as far as the caller is concerned. */
    public ObjectNode state() {
        var job = pipeline.job();
        var node = StateView.of(pipeline.state(), viewer(), Past.of(pipeline.engine()));
        node.put("pipelineName", job.getFullName());
        node.set("can", can());
        definition.problem().ifPresent(problem -> node.put("definitionProblem", problem));
        scopes(node);
        QueuedBuilds.of(job).addTo(node);
        ExecutorWaits.of(job).addTo(node, pipeline.state().executions());
        return node;
    }

    private ObjectNode can() {
        var job = pipeline.job();
        return Answers.object()
                .put("start", job.isBuildable() && job.hasPermission(Item.BUILD))
                .put("approve", job.hasPermission(StageGatePermissions.APPROVE))
                .put("control", job.hasPermission(StageGatePermissions.CONTROL))
                .put("stop", job.hasPermission(Item.CANCEL))
                .put("retry", job.hasPermission(Item.BUILD))
                .put("rollback", job.hasPermission(StageGatePermissions.CONTROL))
                .put("override", job.hasPermission(StageGatePermissions.CONTROL))
                .put("stopLine", job.hasPermission(StageGatePermissions.CONTROL));
    }

    /** What the caller may stop the line of from here. */
    private void scopes(ObjectNode node) {
        if (pipeline.job().hasPermission(StageGatePermissions.CONTROL)) {
            var scopes = node.putArray("lineScopes");
            scopes.addObject().put("id", JobPipeline.OWN_SWITCH).put("name", Messages.Changes_thisPipeline());
            LineScope.of(pipeline.job())
                    .forEach(scope -> scopes.addObject().put("id", scope.id()).put("name", scope.name()));
        }
    }

    /** What tells one state from another for one person: whoever has the same tag has the same state. */
    String tag() {
        var who = Objects.hash(
                Actors.current(), can(), definition, ExecutorWaits.of(pipeline.job()), QueuedBuilds.of(pipeline.job()));
        return "\"" + pipeline.state().sequence() + "-" + Integer.toHexString(who) + "\"";
    }

    private Viewer viewer() {
        var job = pipeline.job();
        return new Viewer(
                Actors.current(),
                job.hasPermission(Item.BUILD),
                job.hasPermission(StageGatePermissions.APPROVE),
                job.hasPermission(StageGatePermissions.CONTROL),
                (id, number) -> url(id));
    }

    /** The page of the build that made the latest attempt; empty if there is none any more. */
    private String url(String execution) {
        return pipeline.build(execution)
                .map(build -> root() + "/" + build.getUrl())
                .orElse("");
    }

    /** The address of Jenkins: for a page the path alone, since Jenkins may have several names. */
    private static String root() {
        var request = Stapler.getCurrentRequest2();
        return request == null
                ? Objects.toString(Jenkins.get().getRootUrl(), "").replaceAll("/$", "")
                : request.getContextPath();
    }

    /** Executions by falling number; a token says where the last page ended. */
    public ObjectNode executions(ExecutionFilter which, Optional<Integer> count, Optional<Long> below)
            throws IOException {
        int size = Math.max(1, Math.min(PAGE, count.orElse(PAGE)));
        var found = which.page(pipeline.engine()::latest, below.orElse(Long.MAX_VALUE), size);
        var next = found.size() < size
                ? Optional.<String>empty()
                : Optional.of(String.valueOf(found.get(found.size() - 1).start().number()));
        return ExecutionView.list(found, next);
    }

    /** A piece of an action's log; empty if there is no such action execution. */
    Optional<HttpResponse> log(String actionExecution, Optional<String> execution, long start) throws IOException {
        var log = ActionLog.find(pipeline, actionExecution, execution);
        if (log.isEmpty()) {
            return Optional.empty();
        }
        var piece = log.get().piece(Math.max(0, start), LOG_PIECE);
        return Optional.of(Answers.text(
                piece.text(), piece.next(), piece.isCut() || log.get().more()));
    }

    /** One execution and what its actions did; empty if it is not known. */
    public Optional<ObjectNode> execution(String id) throws IOException {
        return pipeline.engine().execution(id).map(execution -> {
            var node = Answers.object();
            node.setAll(ExecutionView.of(pipeline.state(), execution));
            node.setAll(ExecutionView.actions(pipeline.state(), execution));
            if (pipeline.build(id).isEmpty()) {
                node.withArray("actionExecutionDetails").forEach(action -> ((ObjectNode) action).remove("logUrl"));
            }
            return node;
        });
    }

    /** What one execution has beyond another one; empty if one of them is not known. */
    Optional<ObjectNode> changes(String from, String to) throws IOException {
        var now = pipeline.engine().execution(from);
        var candidate = pipeline.engine().execution(to);
        if (now.isEmpty() || candidate.isEmpty()) {
            return Optional.empty();
        }
        var node = Answers.object();
        io.jenkins.plugins.stagegate.api.Changes.put(node, now.get(), candidate.get(), Past.of(pipeline.engine()));
        return Optional.of(node);
    }

    /** Where the bundles of an execution were made and used. */
    Optional<ObjectNode> uses(String id) throws IOException {
        var found = pipeline.engine().execution(id);
        return found.isEmpty() ? Optional.empty() : Optional.of(Uses.of(found.get(), Past.of(pipeline.engine())));
    }
}
