package io.jenkins.plugins.stagegate.plugin.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.UnprotectedRootAction;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.arrival.Receipts;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Heard;
import io.jenkins.plugins.stagegate.trigger.Hooks;
import io.jenkins.plugins.stagegate.trigger.InvalidDeliveryException;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * Where providers send hooks. Nobody is logged in here: a delivery shows by its signature or token that its sender knows a secret.
 * Who does not is told nothing, not even whether there is a secret or a pipeline. The answer comes as soon as the delivery is on disk.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class HookAction implements UnprotectedRootAction {
    /** The first part of the address, below Jenkins' own; behind it stands the provider's name. */
    public static final String URL = "stage-gate-hooks";

    private static final int LONGEST = 4 << 20;
    private static final int SHORT = 64 << 10;

    private final Receipts receipts = new Receipts();

    /** What has come lately, the newest first, whatever became of it. */
    static List<Receipts.Receipt> received() {
        return ExtensionList.lookupSingleton(HookAction.class).receipts.latest();
    }

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

    /** Takes a delivery in. */
    @RequirePOST
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        var provider =
                Provider.named(request.getRestOfPath().replaceAll("^/|/$", "")).orElseThrow(HttpResponses::notFound);
        var bytes = request.getInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            answer(response, 413, refused(provider, 413, Messages.HookAction_long(LONGEST >> 20)));
            return;
        }
        try (var as = ACL.as2(ACL.SYSTEM2)) {
            take(Delivery.of(provider, headers(request), bytes), response);
        } catch (InvalidDeliveryException e) {
            answer(response, 400, refused(provider, 400, e.getMessage()));
        }
    }

    private static Map<String, String> headers(StaplerRequest2 request) {
        return Collections.list(request.getHeaderNames()).stream()
                .collect(Collectors.toMap(name -> name, request::getHeader, (first, other) -> first));
    }

    private void take(Delivery delivery, StaplerResponse2 response) throws IOException {
        var provider = delivery.provider();
        var scopes = new HookScopes(delivery);
        var open = scopes.open(candidates(delivery));
        if (open.isEmpty() && !scopes.everywhere()) {
            answer(response, 403, refused(provider, 403, Messages.HookAction_unsigned()));
            return;
        }
        try {
            answer(response, 200, taken(delivery, Hooks.read(delivery), open));
        } catch (InvalidDeliveryException e) {
            answer(response, 400, refused(provider, 400, e.getMessage()));
        }
    }

    /**
     * The pipelines whose secrets are tried. For something long those are only the pipelines that it is about, since anybody may send
     * it; who sends something short, such as a greeting, or about another repository, is told what is wrong with it.
     */
    private static Collection<JobTriggers> candidates(Delivery delivery) {
        var all = Triggers.get().atWork();
        if (delivery.body().length() <= SHORT) {
            return all;
        }
        try {
            var heard = Hooks.read(delivery);
            return all.stream().filter(triggers -> triggers.concerns(heard)).toList();
        } catch (InvalidDeliveryException e) {
            return List.of();
        }
    }

    private ObjectNode taken(Delivery delivery, Heard heard, List<JobTriggers> open) throws IOException {
        var arrival = Arrival.byHook(delivery, Instant.now());
        var concerned = new ArrayList<String>();
        boolean known = false;
        for (JobTriggers triggers : open) {
            if (!heard.news().isEmpty() && triggers.concerns(heard)) {
                known |= !triggers.arrive(arrival);
                concerned.add(triggers.job().getFullName());
            }
        }
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("delivery", arrival.id())
                .put("pipelines", concerned.size());
        if (heard.news().isEmpty()) {
            body.put("remark", Messages.HookAction_nothing(heard.remark()));
        } else if (concerned.isEmpty()) {
            body.put("remark", Messages.HookAction_nobody());
        } else if (known) {
            body.put("remark", Messages.HookAction_again());
        }
        keep(delivery.provider(), 200, body.path("remark").asText(Receipts.takenBy(concerned)));
        return body;
    }

    private ObjectNode refused(Provider provider, int status, String text) {
        keep(provider, status, text);
        return JsonNodeFactory.instance.objectNode().put("message", text);
    }

    private void keep(Provider provider, int status, String verdict) {
        receipts.add(new Receipts.Receipt(Instant.now(), provider.path(), status, verdict));
    }

    private static void answer(StaplerResponse2 response, int status, ObjectNode answer) throws IOException {
        var body = answer.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
