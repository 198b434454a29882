package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.worker.JobRequest;
import java.io.IOException;

/** Jobs in the protocol's shapes. */
final class JobShapes {
    /** What stands where CodePipeline names a bucket: {@link JobArtifacts} takes the keys. */
    static final String BUCKET = "stage-gate";

    private JobShapes() {}

    /** {@code Job}, or {@code JobDetails} if there is no nonce. */
    static ObjectNode job(Account account, JobRequest job) throws IOException {
        var node = object().put("id", job.job()).put("nonce", job.nonce()).put("accountId", Account.ID);
        var data = node.putObject("data");
        data.set("actionTypeId", CustomTypes.id(declared(account, job.type())));
        var configuration = data.putObject("actionConfiguration").putObject("configuration");
        var secrets = ToldSecrets.of(account, job).values();
        job.configuration().forEach((name, value) -> configuration.put(name, secrets.getOrDefault(name, value)));
        data.set("pipelineContext", context(account, job.context()));
        var inputs = data.putArray("inputArtifacts");
        job.inputs().forEach(artifact -> inputs.add(artifact(job, artifact.name())));
        var outputs = data.putArray("outputArtifacts");
        for (OutputArtifact output : job.outputs()) {
            outputs.add(artifact(job, output.name()));
        }
        data.putObject("artifactCredentials")
                .put("accessKeyId", job.job())
                .put("secretAccessKey", account.token(job.job()))
                .put("sessionToken", account.token(job.job()));
        job.continuationToken().ifPresent(token -> data.put("continuationToken", token));
        return node;
    }

    /** Nobody made a type for what AWS performs there: the worker is told of that one. */
    private static ActionType declared(Account account, ActionType type) {
        var theirs = new ActionType(type.category(), "AWS", type.provider(), type.version());
        return account.actionTypes().find(type).isEmpty() && Catalogue.has(theirs) ? theirs : type;
    }

    private static ObjectNode context(Account account, JobRequest.Context context) {
        var pipeline = account.name(context.pipeline());
        var node = object().put("pipelineName", pipeline)
                .put("pipelineArn", Account.arn(pipeline))
                .put("pipelineExecutionId", context.execution());
        node.putObject("stage").put("name", context.stage());
        node.putObject("action").put("name", context.action()).put("actionExecutionId", context.actionExecution());
        return node;
    }

    private static ObjectNode artifact(JobRequest job, String name) {
        var node = object().put("name", name);
        node.putObject("location")
                .put("type", "S3")
                .putObject("s3Location")
                .put("bucketName", BUCKET)
                .put("objectKey", job.job() + "/" + name);
        return node;
    }
}
