package io.jenkins.plugins.stagegate.plugin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Job;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.plugin.wire.Clients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jvnet.hudson.test.JenkinsRule;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** What workers do over the wire, told of the job of an action: {@code job of Scan dispatched n1}, {@code acknowledged n1} and so on. */
final class Workers {
    private static final Pattern SENTENCE =
            Pattern.compile("job (?:(\\d+) )?of (\\w+) (\\w+)(?: (?:with )?(\\w+)(?: bytes)?)?");

    private final JenkinsRule jenkins;
    private final Clients clients = new Clients();
    private final CodePipelineClient client;
    /** The names that a scenario gives to nonces. */
    private final Map<String, String> nonces = new LinkedHashMap<>();

    Workers(JenkinsRule jenkins) throws Exception {
        this.jenkins = jenkins;
        var admin = clients.of(jenkins, "admin");
        declare(admin, ActionCategory.SOURCE, "Taker", 1);
        declare(admin, ActionCategory.BUILD, "Scanner", 0);
        client = clients.of(jenkins, "worker");
    }

    private static void declare(CodePipelineClient admin, ActionCategory category, String provider, int outputs) {
        admin.createCustomActionType(type -> type.category(category)
                .provider(provider)
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(outputs).maximumCount(outputs)));
    }

    private List<software.amazon.awssdk.services.codepipeline.model.Job> poll(ActionCategory category, String type) {
        return client.pollForJobs(call -> call.maxBatchSize(100).actionTypeId(id -> id.category(category)
                        .owner(ActionOwner.CUSTOM)
                        .provider(type)
                        .version("1")))
                .jobs();
    }

    /** Performs a source action: takes its job and hands an artifact over. */
    void take(String actionExecution) throws Exception {
        var job = poll(ActionCategory.SOURCE, "Taker").stream()
                .filter(one -> one.data()
                        .pipelineContext()
                        .action()
                        .actionExecutionId()
                        .equals(actionExecution))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no job of the source action " + actionExecution));
        client.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()));
        var place = job.data().outputArtifacts().get(0).location().s3Location();
        var request = HttpRequest.newBuilder(
                        URI.create(jenkins.getURL() + "stage-gate-api/artifacts/" + place.objectKey()))
                .header(
                        "Authorization",
                        "Bearer " + job.data().artifactCredentials().sessionToken())
                .PUT(HttpRequest.BodyPublishers.ofByteArray(emptyZip()))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        client.putJobSuccessResult(call -> call.jobId(job.id()));
    }

    private static byte[] emptyZip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("price.txt"));
        }
        return bytes.toByteArray();
    }

    /** Does what the sentence says; gives the name of the error if it is refused. */
    Optional<String> perform(PipelineState state, String sentence) {
        var words = SENTENCE.matcher(sentence);
        if (!words.matches()) {
            throw new IllegalArgumentException("not said of a job: " + sentence);
        }
        var what = words.group(4);
        if (words.group(3).equals("dispatched")) {
            return told(what);
        }
        var job = job(state, words.group(2), words.group(1));
        try {
            switch (words.group(3)) {
                case "acknowledged" ->
                    client.acknowledgeJob(call -> call.jobId(job).nonce(nonce(what)));
                case "continued" ->
                    client.putJobSuccessResult(call -> call.jobId(job)
                            .continuationToken(what)
                            .executionDetails(details -> details.summary("goes on")));
                case "succeeded" ->
                    client.putJobSuccessResult(call -> call.jobId(job).outputVariables(variables(what)));
                default ->
                    client.putJobFailureResult(
                            call -> call.jobId(job).failureDetails(details -> details.type(FailureType.JOB_FAILED)
                                    .message("no licence")));
            }
            return Optional.empty();
        } catch (CodePipelineException e) {
            return Optional.of(e.awsErrorDetails().errorCode());
        }
    }

    /** A worker that asks is told of nothing where the engine would refuse to tell of the job. */
    private Optional<String> told(String name) {
        var jobs = poll(ActionCategory.BUILD, "Scanner");
        jobs.forEach(job -> nonces.put(name, job.nonce()));
        return jobs.isEmpty() ? Optional.of("InvalidJobStateException") : Optional.empty();
    }

    private String nonce(String name) {
        return nonces.getOrDefault(name, name);
    }

    private static Map<String, String> variables(String bytes) {
        return bytes == null ? Map.of() : Map.of("Report", "x".repeat(Integer.parseInt(bytes) - "Report".length()));
    }

    private static String job(PipelineState state, String action, String number) {
        var last = state.executions().values().stream()
                .flatMap(execution -> execution.stages().values().stream())
                .flatMap(stage -> stage.latest(action).stream())
                .flatMap(run -> run.job().stream())
                .map(Job::id)
                .reduce((first, second) -> second);
        return last.map(id ->
                        number == null ? id : id.substring(0, 24) + String.format("%012x", Integer.valueOf(number)))
                .orElse("00000000-0000-0000-0000-000000000000");
    }

    /** The text with nonces as the scenario calls them. */
    String named(String text) {
        var named = text;
        for (var nonce : nonces.entrySet()) {
            named = named.replace(nonce.getValue(), nonce.getKey());
        }
        return named;
    }

    void forgetNonces() {
        nonces.clear();
    }

    List<String> wrong() {
        return clients.wrong();
    }
}
