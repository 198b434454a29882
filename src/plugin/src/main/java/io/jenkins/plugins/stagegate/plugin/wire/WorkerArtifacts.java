package io.jenkins.plugins.stagegate.plugin.wire;

import io.jenkins.plugins.stagegate.codepipeline.JobArtifacts;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kohsuke.stapler.StaplerRequest2;

/** Artifacts of jobs over HTTP: GET for what an action takes in, PUT for what it puts out. */
record WorkerArtifacts(JobArtifacts artifacts) {
    void answer(StaplerRequest2 request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        var key = request.getRestOfPath().replaceFirst("^/", "");
        try {
            switch (request.getMethod()) {
                case "GET" -> fetch(key, request, response);
                case "PUT" -> put(key, request, response);
                default -> response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        } catch (ServiceException e) {
            response.setStatus(e.status());
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream()
                    .write((e.code() + ": " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void fetch(String key, HttpServletRequest request, HttpServletResponse response)
            throws ServiceException, IOException {
        var found = artifacts.fetch(key, authorization(request));
        try (var content = found.stream()) {
            response.setContentType("application/zip");
            response.setHeader("Content-Disposition", "attachment");
            response.setHeader("ETag", '"' + found.artifact().digest() + '"');
            response.setContentLengthLong(found.artifact().size());
            content.transferTo(response.getOutputStream());
        }
    }

    private void put(String key, HttpServletRequest request, HttpServletResponse response)
            throws ServiceException, IOException {
        var artifact = artifacts.put(key, authorization(request), request.getInputStream());
        response.setHeader("ETag", '"' + artifact.digest() + '"');
    }

    private static String authorization(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    }
}
