package io.jenkins.plugins.stagegate.plugin.wire;

import io.jenkins.plugins.stagegate.codepipeline.Endpoint;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.SignedRequest;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.SignedRequest.Address;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/** A request as its client signed it. */
final class WireRequest {
    private WireRequest() {}

    static SignedRequest of(HttpServletRequest request) throws IOException {
        return new SignedRequest(
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                headers(request),
                request.getInputStream().readNBytes(Endpoint.LONGEST + 1),
                behindProxy(request));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new HashMap<String, List<String>>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        return headers;
    }

    /**
     * The address below the one that an administrator gave Jenkins. A proxy may have sent the request on to another host and
     * path, and clients sign what they were told. What the proxy says of it does not count, since anybody could say it.
     */
    private static Optional<Address> behindProxy(HttpServletRequest request) {
        return Optional.ofNullable(Jenkins.get().getRootUrl()).map(URI::create).map(root -> {
            var below =
                    request.getRequestURI().substring(request.getContextPath().length());
            var port = root.getPort() < 0 || root.getPort() == ("https".equals(root.getScheme()) ? 443 : 80)
                    ? ""
                    : ":" + root.getPort();
            return new Address(root.getHost() + port, root.getRawPath().replaceAll("/$", "") + below);
        });
    }
}
