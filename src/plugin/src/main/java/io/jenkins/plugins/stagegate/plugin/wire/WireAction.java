package io.jenkins.plugins.stagegate.plugin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.UnprotectedRootAction;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.codepipeline.Belongings;
import io.jenkins.plugins.stagegate.codepipeline.Endpoint;
import io.jenkins.plugins.stagegate.codepipeline.JobArtifacts;
import io.jenkins.plugins.stagegate.codepipeline.Reply;
import io.jenkins.plugins.stagegate.codepipeline.Service;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.codepipeline.WebhookCalls;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.Verifier;
import io.jenkins.plugins.stagegate.plugin.host.Actors;
import io.jenkins.plugins.stagegate.plugin.key.JenkinsKeys;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.security.SecurityListener;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Where CodePipeline's clients send their requests. Nobody needs to be logged in for it: each request is signed, and is carried
 * out with the permissions of the user whose key signed it, and with no others.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class WireAction implements UnprotectedRootAction {
    /** The first part of the address, below Jenkins' own. */
    public static final String URL = "stage-gate-api";
    /** The second part. */
    public static final String CODEPIPELINE = "codepipeline";

    /** The second part of the addresses that {@code PutWebhook} gives. */
    static final String WEBHOOKS = "webhooks";

    private static final String PROTOCOL = "CodePipeline_20150709.";

    private final Instant since = Instant.now();
    private JenkinsAccount account;
    private Endpoint endpoint;

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** Answers a request of the protocol, if the administrator lets us. */
    @RequirePOST
    public void doCodepipeline(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        if (!StageGateSettings.get().isCodePipelineEndpoint()
                || !request.getRestOfPath().matches("/?")) {
            throw HttpResponses.notFound();
        }
        var reply = endpoint().answer(WireRequest.of(request));
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(reply.status());
        response.setContentType(Reply.CONTENT_TYPE);
        response.setHeader(Reply.REQUEST_ID, reply.requestId());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * Sends workers the artifacts of their jobs, and takes them. They are known by the token that they got with the job, so no
     * browser comes here, and nothing that it sends by itself counts.
     */
    public void doArtifacts(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        if (!StageGateSettings.get().isCodePipelineEndpoint()) {
            throw HttpResponses.notFound();
        }
        try (var as = ACL.as2(ACL.SYSTEM2)) {
            new WorkerArtifacts(new JobArtifacts(account())).answer(request, response);
        }
    }

    /**
     * Takes calls of webhooks. Who calls shows what the webhook wants to see; what follows is done by Jenkins itself, as for other
     * triggers.
     */
    @RequirePOST
    public void doWebhooks(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        if (!StageGateSettings.get().isCodePipelineEndpoint()) {
            throw HttpResponses.notFound();
        }
        try (var as = ACL.as2(ACL.SYSTEM2)) {
            new CalledWebhooks(new WebhookCalls(account(), Clock.systemUTC())).answer(request, response);
        }
    }

    /** The one there is. */
    public static WireAction get() {
        return ExtensionList.lookupSingleton(WireAction.class);
    }

    /** What CodePipeline's clients call the pipeline of that job. */
    public static String clientName(WorkflowJob job) {
        return PipelineNames.of(job.getFullName());
    }

    /**
     * Answers a question of somebody whom Jenkins knows already, as it would be answered by the protocol, whether that is on or
     * off.
     *
     * @param operation one that changes nothing, such as {@code GetPipeline}
     * @throws org.springframework.security.access.AccessDeniedException if they may not ask
     */
    public ObjectNode inquire(String operation, ObjectNode input) throws ServiceException, IOException {
        var body = input.toString().getBytes(StandardCharsets.UTF_8);
        return new Service(account())
                .call(PROTOCOL + operation, body, Actors.current())
                .orElseThrow();
    }

    /** Lets what is kept by a pipeline's name follow what happens to its job. */
    Belongings belongings() throws IOException {
        return new Belongings(account().registry());
    }

    private synchronized JenkinsAccount account() throws IOException {
        if (account == null) {
            account = new JenkinsAccount(Jenkins.get().getRootDir().toPath().resolve("stage-gate"));
        }
        return account;
    }

    private synchronized Endpoint endpoint() throws IOException {
        if (endpoint == null) {
            var service = new Service(account());
            var verifier = new Verifier(JenkinsKeys.get(), Endpoint.SERVICE, Clock.systemUTC(), since);
            endpoint = new Endpoint(verifier, (key, target, body) -> {
                try (var as = ACL.as2(authenticated(key))) {
                    Jenkins.get().checkPermission(Jenkins.READ);
                    var answer = service.call(target, body, Actors.current());
                    CallAudit.note(target, body);
                    return answer;
                } catch (AccessDeniedException e) {
                    throw new ServiceException("AccessDeniedException", e.getMessage());
                }
            });
        }
        return endpoint;
    }

    /** As with API tokens: whom the security realm does not know any more can do nothing, whatever they hold. */
    private static Authentication authenticated(AccessKey key) throws ServiceException {
        try {
            var user = Optional.ofNullable(User.getById(key.owner(), false)).orElseThrow(WireAction::unknown);
            var details = user.getUserDetailsForImpersonation2();
            if (!details.isEnabled() || !details.isAccountNonLocked() || !details.isAccountNonExpired()) {
                throw unknown();
            }
            SecurityListener.fireAuthenticated2(details);
            return user.impersonate2();
        } catch (AuthenticationException e) {
            throw unknown();
        }
    }

    private static ServiceException unknown() {
        return new ServiceException(
                "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
}
