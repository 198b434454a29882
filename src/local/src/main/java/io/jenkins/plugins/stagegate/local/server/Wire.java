package io.jenkins.plugins.stagegate.local.server;

import io.javalin.http.Context;
import io.jenkins.plugins.stagegate.codepipeline.Endpoint;
import io.jenkins.plugins.stagegate.codepipeline.Reply;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.SignedRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings requests of CodePipeline's clients to the service and its answers back. */
final class Wire {
    private final Endpoint endpoint;

    Wire(Endpoint endpoint) {
        this.endpoint = endpoint;
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
