package io.jenkins.plugins.stagegate.local.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.jenkins.plugins.stagegate.codepipeline.Endpoint;
import io.jenkins.plugins.stagegate.codepipeline.JobArtifacts;
import io.jenkins.plugins.stagegate.codepipeline.Reply;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.codepipeline.WebhookCalls;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.SignedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings requests of CodePipeline's clients to the service and its answers back. */
final class Wire {
    private static final String KEY = "key";

    private final Endpoint endpoint;
    private final JobArtifacts artifacts;
    private final WebhookCalls webhooks;
    private final HookHandler hooks;

    Wire(Endpoint endpoint, JobArtifacts artifacts, WebhookCalls webhooks, HookHandler hooks) {
        this.webhooks = webhooks;
        this.hooks = hooks;
        this.endpoint = endpoint;
        this.artifacts = artifacts;
    }

    /** Sends a worker an artifact. */
    void fetch(Context request) throws IOException {
        try {
            var found = artifacts.fetch(request.pathParam(KEY), authorization(request));
            request.contentType("application/zip")
                    .header("ETag", '"' + found.artifact().digest() + '"')
                    .result(found.stream());
        } catch (ServiceException e) {
            refuse(request, e);
        }
    }

    /** Takes an artifact from a worker. */
    void put(Context request) throws IOException {
        try (var content = request.req().getInputStream()) {
            var artifact = artifacts.put(request.pathParam(KEY), authorization(request), content);
            request.header("ETag", '"' + artifact.digest() + '"');
        } catch (ServiceException e) {
            refuse(request, e);
        }
    }

    private static String authorization(Context request) {
        return Optional.ofNullable(request.header("Authorization")).orElse("");
    }

    private static void refuse(Context request, ServiceException refusal) {
        request.status(refusal.status()).result(refusal.code() + ": " + refusal.getMessage() + "\n");
    }

    /** Takes a call of a webhook's address. */
    void hear(Context request) throws IOException {
        var body = request.req().getInputStream().readNBytes(Endpoint.LONGEST + 1);
        if (body.length > Endpoint.LONGEST) {
            request.status(HttpStatus.CONTENT_TOO_LARGE)
                    .result("A call may have " + (Endpoint.LONGEST >> 20) + " MiB.\n");
            return;
        }
        try {
            var text = new String(body, StandardCharsets.UTF_8);
            var called = webhooks.take(request.pathParam(KEY), request.headerMap(), text, request.ip());
            var answer = called.remark().isPresent() ? called.answer() : start(called);
            called.remark().ifPresent(remark -> hooks.note(called, false, remark));
            request.contentType(ContentType.APPLICATION_JSON).result(answer.toString());
        } catch (ServiceException e) {
            refuse(request, e);
        }
    }

    private ObjectNode start(WebhookCalls.Called called) throws ServiceException, IOException {
        try {
            var started = webhooks.start(called);
            hooks.note(
                    called,
                    true,
                    "started execution " + started.path("pipelineExecutionId").asText());
            return started;
        } catch (ServiceException e) {
            hooks.note(called, true, e.getMessage());
            throw e;
        }
    }

    void answer(Context request) throws IOException {
        var body = request.req().getInputStream().readNBytes(Endpoint.LONGEST + 1);
        var reply = endpoint.answer(new SignedRequest(
                "POST", "/", Optional.ofNullable(request.queryString()).orElse(""), headers(request), body));
        request.status(reply.status())
                .contentType(Reply.CONTENT_TYPE)
                .header(Reply.REQUEST_ID, reply.requestId())
                .result(reply.body());
    }

    private static Map<String, List<String>> headers(Context request) {
        var headers = new HashMap<String, List<String>>();
        var all = request.req();
        Collections.list(all.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(all.getHeaders(name))));
        return headers;
    }
}
