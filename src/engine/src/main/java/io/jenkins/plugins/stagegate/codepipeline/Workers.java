package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.JobStatus;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.spi.Confidential;
import io.jenkins.plugins.stagegate.worker.JobRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The job worker protocol: programs outside that perform actions of custom types. */
final class Workers {
    private Workers() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("PollForJobs", Workers::poll);
        operations.put("AcknowledgeJob", call -> object().put(
                        "status",
                        call.account()
                                .jobs()
                                .acknowledge(call.text("jobId"), call.text("nonce"))
                                .label()));
        operations.put("GetJobDetails", call -> {
            var details = JobShapes.job(call.account(), call.account().jobs().details(call.text("jobId")));
            return object().set("jobDetails", details);
        });
        operations.put("PutJobSuccessResult", Workers::succeeded);
        operations.put("PutJobFailureResult", Workers::failed);
    }

    private static ObjectNode poll(Call call) throws ServiceException, CommandRefusedException, IOException {
        var id = (ObjectNode) call.input().path("actionTypeId");
        int most = call.input().path("maxBatchSize").asInt(1);
        var query = texts(call.input(), "queryParam");
        var category = Providers.category(id.path("category").asText());
        var provider = id.path("provider").asText();
        var version = id.path("version").asText();
        var type = new ActionType(category, id.path("owner").asText(), provider, version);
        List<JobRequest> jobs;
        if (Catalogue.has(type)) {
            if (!query.isEmpty()) {
                throw ServiceException.invalid(
                        "The type " + provider + " has no queryable property; leave queryParam out.");
            }
            // What AWS performs there, a worker performs here, with no type to be made for it.
            jobs = call.account().jobs().pollKnown(new ActionType(category, "Custom", provider, version), most);
        } else {
            jobs = call.account().jobs().poll(type, most, query);
        }
        var answer = object();
        answer.putArray("jobs");
        for (JobRequest job : jobs) {
            var missing = ToldSecrets.of(call.account(), job).missing();
            if (missing.isEmpty()) {
                answer.withArray("jobs").add(JobShapes.job(call.account(), job));
            } else {
                // Nobody could do it without the secret, and its author is to know why.
                call.account().jobs().acknowledge(job.job(), job.nonce());
                var failure = new ActionFailure(ActionFailure.CONFIGURATION, missing.get());
                call.account().jobs().failed(job.job(), failure, ActionProgress.NONE);
            }
        }
        return answer;
    }

    /** What the worker of a job was told and must not say again where many can read it. */
    private static Confidential confidential(Call call, String job) throws CommandRefusedException, IOException {
        return ToldSecrets.of(call.account(), call.account().jobs().details(job))
                .confidential();
    }

    private static void requireNoSecret(Confidential told, String what, String text) throws ServiceException {
        var found = told.in(text);
        if (found.isPresent()) {
            throw ServiceException.invalid(what + " holds the secret setting '" + found.get()
                    + "'. What a worker says is kept where many can read it: leave the secret out.");
        }
    }

    private static ObjectNode succeeded(Call call) throws ServiceException, CommandRefusedException, IOException {
        var job = call.text("jobId");
        var told = confidential(call, job);
        var progress = progress(call, job, call.input().path("executionDetails"), told);
        var token = call.optional("continuationToken");
        var variables = texts(call.input(), "outputVariables");
        for (var variable : variables.entrySet()) {
            requireNoSecret(told, "The output variable '" + variable.getKey() + "'", variable.getValue());
        }
        requireNoSecret(told, "The continuation token", token.orElse(""));
        if (token.isEmpty()) {
            var outcome = new ActionOutcome(handedOver(call, job), variables, revision(call, job, told), progress);
            call.account().jobs().succeeded(job, outcome);
        } else if (variables.isEmpty()) {
            call.account().jobs().continued(job, token.get(), progress);
        } else {
            throw ServiceException.invalid(
                    "Output variables come with the last job of an action: leave out outputVariables or continuationToken.");
        }
        return object();
    }

    /** What the worker put out; all of it must be there, since other actions count on it. */
    private static List<Artifact> handedOver(Call call, String id)
            throws ServiceException, CommandRefusedException, IOException {
        var job = call.account().jobs().details(id);
        if (job.outputs().isEmpty() || job.status() != JobStatus.IN_PROGRESS) {
            return List.of();
        }
        var artifacts = call.account().bundles().handedOver(job);
        for (OutputArtifact output : job.outputs()) {
            if (artifacts.stream().noneMatch(one -> one.name().equals(output.name()))) {
                throw ServiceException.invalid("The output artifact '" + output.name()
                        + "' was not handed over. Send it to artifacts/" + id + "/" + output.name()
                        + " by PUT, and say this again.");
            }
        }
        return artifacts;
    }

    private static Optional<SourceRevision> revision(Call call, String job, Confidential told)
            throws CommandRefusedException {
        var said = call.input().path("currentRevision");
        if (said.isMissingNode() || said.isNull()) {
            return Optional.empty();
        }
        var action = call.account().jobs().details(job).context().action();
        return Optional.of(new SourceRevision(
                action,
                told.mask(said.path("revision").asText()),
                told.mask(said.path("revisionSummary").asText()),
                addresses(call, job).revision().orElse("")));
    }

    private static ObjectNode failed(Call call) throws CommandRefusedException, IOException {
        var details = call.input().path("failureDetails");
        var told = confidential(call, call.text("jobId"));
        call.account()
                .jobs()
                .failed(
                        call.text("jobId"),
                        new ActionFailure(
                                details.path("type").asText(),
                                told.mask(details.path("message").asText())),
                        progress(call, call.text("jobId"), details, told));
        return object();
    }

    private static TypeAddresses addresses(Call call, String id) throws CommandRefusedException {
        var job = call.account().jobs().details(id);
        return TypeAddresses.of(call.account().actionTypes(), job.type(), job.configuration());
    }

    private static ActionProgress progress(Call call, String job, JsonNode details, Confidential told)
            throws CommandRefusedException {
        var externalId = Optional.ofNullable(details.get("externalExecutionId"))
                .map(JsonNode::textValue)
                .map(told::mask);
        return new ActionProgress(
                Optional.ofNullable(details.get("summary"))
                        .map(JsonNode::textValue)
                        .map(told::mask),
                Optional.ofNullable(details.get("percentComplete")).map(JsonNode::intValue),
                externalId,
                addresses(call, job).execution(externalId));
    }

    private static Map<String, String> texts(ObjectNode input, String member) {
        var texts = new LinkedHashMap<String, String>();
        input.path(member)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
