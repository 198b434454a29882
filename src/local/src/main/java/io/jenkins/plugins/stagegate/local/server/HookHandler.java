package io.jenkins.plugins.stagegate.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.arrival.Receipts;
import io.jenkins.plugins.stagegate.codepipeline.WebhookCalls;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.host.EnvironmentCredentials;
import io.jenkins.plugins.stagegate.local.trigger.TriggerLoop;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Heard;
import io.jenkins.plugins.stagegate.trigger.Hooks;
import io.jenkins.plugins.stagegate.trigger.InvalidDeliveryException;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes in what hooks send. The answer comes as soon as the delivery is on disk; what becomes of it stands in the deliveries of
 * the pipelines.
 */
public final class HookHandler {
    /** Of the address, behind which the provider's name stands. */
    static final String PATH = "/hooks/";

    /** Believes nobody. */
    static final HookHandler NONE = new HookHandler(Map.of(), id -> Optional.empty(), Clock.systemUTC());

    private static final int LONGEST = 4 << 20;

    private final Map<String, TriggerLoop> pipelines;
    private final Function<String, Optional<String>> secrets;
    private final Clock clock;
    private final Receipts receipts = new Receipts();

    /**
     * A handler for some pipelines.
     *
     * @param pipelines their triggers by their names; more may come
     * @param secrets finds the secret by {@code webhook_github} and the like, or else by {@code webhook}
     */
    public HookHandler(Map<String, TriggerLoop> pipelines, Function<String, Optional<String>> secrets, Clock clock) {
        this.pipelines = pipelines;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Answers a hook. */
    void handle(Context request) throws IOException {
        var answer = answer(request);
        var text = answer.body()
                .path("remark")
                .asText(answer.body().path("message").asText());
        receipts.add(new Receipts.Receipt(
                clock.instant(),
                request.pathParam("provider"),
                answer.status(),
                text.isEmpty() ? Receipts.takenBy(names(answer.body().path("pipelines"))) : text));
        request.status(answer.status())
                .contentType(ContentType.APPLICATION_JSON)
                .result(answer.body().toString());
    }

    private static List<String> names(JsonNode pipelines) {
        var names = new ArrayList<String>();
        pipelines.forEach(one -> names.add(one.asText()));
        return names;
    }

    /** What hooks have sent lately, the newest first, whatever became of it. */
    Answer receipts() {
        var body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("received");
        receipts.latest().forEach(one -> list.addObject()
                .put("at", one.at().toString())
                .put("provider", one.provider())
                .put("status", one.status())
                .put("verdict", one.verdict()));
        return Answer.of(body);
    }

    private Answer answer(Context request) throws IOException {
        var provider = Provider.named(request.pathParam("provider"))
                .orElseThrow(() -> new NotFoundResponse(
                        "There are hooks for github, gitlab, bitbucket, gitea," + " codecommit and generic."));
        var secret = secrets.apply(EnvironmentCredentials.HOOKS + "_" + provider.path())
                .or(() -> secrets.apply(EnvironmentCredentials.HOOKS));
        if (secret.isEmpty()) {
            return Answer.refused(
                    403,
                    "AccessDeniedException",
                    "This server knows no secret of hooks. Set STAGE_GATE_CREDENTIALS_WEBHOOK, and start it again.");
        }
        var bytes = request.bodyInputStream().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            return Answer.refused(413, "ValidationException", "A delivery may have " + (LONGEST >> 20) + " MiB.");
        }
        try {
            var delivery = Delivery.of(provider, request.headerMap(), bytes);
            if (!delivery.isFrom(secret.get())) {
                return Answer.refused(
                        403, "AccessDeniedException", "The signature or token is not that of this server's secret.");
            }
            return take(delivery, Hooks.read(delivery));
        } catch (InvalidDeliveryException e) {
            return Answer.refused(400, "ValidationException", e.getMessage());
        }
    }

    private Answer take(Delivery delivery, Heard heard) throws IOException {
        var arrival = Arrival.byHook(delivery, clock.instant());
        var body = JsonNodeFactory.instance.objectNode().put("delivery", arrival.id());
        var names = body.putArray("pipelines");
        boolean known = false;
        if (!heard.news().isEmpty()) {
            for (var entry : pipelines.entrySet()) {
                var loop = entry.getValue();
                if (loop.triggers().concerns(heard)) {
                    names.add(entry.getKey());
                    known |= !loop.triggers().arrive(arrival);
                    loop.wake();
                }
            }
        }
        if (heard.news().isEmpty()) {
            body.put("remark", "Nothing to do: " + heard.remark() + ".");
        } else if (names.isEmpty()) {
            body.put("remark", "No pipeline here takes that repository by `git url:`.");
        } else if (known) {
            body.put("remark", "This delivery has come before.");
        }
        return Answer.of(body);
    }

    /** Notes what became of a call of a webhook, if the pipeline keeps what becomes of deliveries. */
    void note(WebhookCalls.Called called, boolean fires, String verdict) {
        var loop = pipelines.get(called.pipeline().engine().state().name());
        if (loop != null) {
            try {
                loop.triggers().note(called.arn(), clock.instant(), fires, verdict);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The latest deliveries of a pipeline, the newest first, each with its verdicts. */
    Answer deliveries(String pipeline) throws IOException {
        var body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("deliveries");
        var loop = pipelines.get(pipeline);
        if (loop != null) {
            var all = loop.triggers().folder().deliveries();
            for (int i = all.size() - 1; i >= Math.max(0, all.size() - 100); i--) {
                list.add(all.get(i));
            }
        }
        return Answer.of(body);
    }
}
