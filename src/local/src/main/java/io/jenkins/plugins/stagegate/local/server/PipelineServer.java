package io.jenkins.plugins.stagegate.local.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.util.JavalinBindException;
import io.jenkins.plugins.stagegate.codepipeline.Endpoint;
import io.jenkins.plugins.stagegate.codepipeline.JobArtifacts;
import io.jenkins.plugins.stagegate.codepipeline.WebhookCalls;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.desk.Answer;
import io.jenkins.plugins.stagegate.local.desk.Desk;
import io.jenkins.plugins.stagegate.local.pipeline.HolderFile;
import io.jenkins.plugins.stagegate.local.pipeline.LocalPipeline;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Serves the view of some pipelines to this machine, and answers the verbs of other processes. */
public final class PipelineServer implements Closeable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String VIEW = "/io/jenkins/plugins/stagegate/view/";
    private static final long LONGEST_REQUEST = 1 << 20;
    private static final long LAST_ANSWERS_MILLIS = 3000;
    private static final Map<String, ContentType> TYPES = Map.of(
            "js", ContentType.TEXT_JS,
            "css", ContentType.TEXT_CSS,
            "svg", ContentType.IMAGE_SVG,
            "json", ContentType.APPLICATION_JSON);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Map<String, Served> pipelines = new ConcurrentSkipListMap<>();
    private final Line line;
    private final Guard guard = new Guard();
    private final Actor owner;
    private final HookHandler hooks;
    private final String verb;
    private final Javalin http;
    private volatile Optional<Wire> wire = Optional.empty();
    private volatile boolean answering;

    /** A pipeline, and what is needed to answer for it. */
    public record Served(LocalPipeline pipeline, Desk desk, Changes changes) {}

    /**
     * A server that is not there yet.
     *
     * @param verb how others call this process
     * @param owner in whose name everything is done
     */
    public PipelineServer(String verb, Actor owner, Iterable<Served> served) {
        this(verb, owner, served, HookHandler.NONE);
    }

    /**
     * A server that also takes in what hooks send.
     *
     * @param verb how others call this process
     * @param owner in whose name everything is done
     */
    public PipelineServer(String verb, Actor owner, Iterable<Served> served, HookHandler hooks) {
        this.verb = verb;
        this.hooks = hooks;
        this.owner = owner;
        served.forEach(one -> pipelines.put(one.pipeline().place().pipeline(), one));
        this.line = new Line(() -> pipelines.values().stream().map(Served::desk).toList());
        this.http = Javalin.create(this::configure);
    }

    /** Lets CodePipeline's clients in, too. */
    public void admit(Endpoint endpoint, JobArtifacts artifacts, WebhookCalls webhooks) {
        wire = Optional.of(new Wire(endpoint, artifacts, webhooks, hooks));
    }

    /** Where it listens, once it does. */
    public int port() {
        return http.port();
    }

    /** Takes in one more pipeline. */
    public void add(Served one) throws IOException {
        pipelines.put(one.pipeline().place().pipeline(), one);
        if (answering) {
            announce(one);
        }
    }

    /** Shows a pipeline no more. */
    public void remove(Served one) throws IOException {
        pipelines.remove(one.pipeline().place().pipeline());
        dismiss(one);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LONGEST_REQUEST;
        config.jetty.modifyServer(server -> {
            // The approval that lets a `run` come to its end shall still get its answer.
            server.setHandler(new GracefulHandler());
            server.setStopTimeout(LAST_ANSWERS_MILLIS);
        });
        config.routes.before(request -> HEADERS.forEach(request::header));
        config.routes.before(guard::check);
        config.routes.exception(
                HttpResponseException.class,
                (refusal, request) -> answer(
                        request,
                        Answer.refused(
                                refusal.getStatus(),
                                refusal instanceof NotFoundResponse ? "NotFound" : "AccessDeniedException",
                                String.valueOf(refusal.getMessage()))));
        config.routes.get("/", request -> request.html(of(request).index(pipelines.keySet())));
        config.routes.post("/", request -> wire().answer(request));
        config.routes.get(Guard.ARTIFACTS + "<key>", request -> wire().fetch(request));
        config.routes.put(Guard.ARTIFACTS + "<key>", request -> wire().put(request));
        config.routes.post(Guard.WEBHOOKS + "<key>", request -> wire().hear(request));
        config.routes.get("/view/<file>", PipelineServer::resource);
        config.routes.get("/pipelines", request -> answer(request, Answer.of(Page.list(pipelines.keySet()))));
        config.routes.get("/pipelines/{name}/", request -> request.html(page(request)));
        config.routes.get("/pipelines/{name}/state", this::state);
        config.routes.get("/pipelines/{name}/log", this::log);
        config.routes.sse("/pipelines/{name}/events", this::events);
        config.routes.get(
                "/pipelines/{name}/deliveries",
                request -> answer(
                        request,
                        hooks.deliveries(served(request).pipeline().place().pipeline())));
        config.routes.post(HookHandler.PATH + "{provider}", hooks::handle);
        config.routes.get(HookHandler.PATH, request -> answer(request, hooks.receipts()));
        config.routes.get("/pipelines/{name}/{path}", request -> {
            var query = request.queryParamMap().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().get(0)));
            answer(request, served(request).desk().read(request.pathParam("path"), query, owner));
        });
        config.routes.post(
                "/pipelines/{name}/stop-line",
                request -> answer(request, line.stop(served(request).desk(), request.body(), owner)));
        config.routes.post(
                "/pipelines/{name}/release-line",
                request -> answer(request, line.release(served(request).desk(), request.body(), owner)));
        config.routes.post(
                "/pipelines/{name}/{path}",
                request -> answer(
                        request, served(request).desk().change(request.pathParam("path"), request.body(), owner)));
    }

    /**
     * Begins to answer, and makes that known to other processes.
     *
     * @param port 0 for any that is free
     * @throws UserException if the port is taken
     */
    public void start(int port) throws UserException, IOException {
        try {
            http.start(LOOPBACK, port);
        } catch (JavalinBindException e) {
            throw UserException.failure("The port " + port + " is taken. Name another one with --port, or 0 for any.");
        }
        answering = true;
        for (Served one : pipelines.values()) {
            announce(one);
        }
    }

    private void announce(Served one) throws IOException {
        var place = one.pipeline().place();
        place.holder()
                .write(new HolderFile.Holder(
                        ProcessHandle.current().pid(), verb, address(place.pipeline()), guard.token()));
    }

    private static void dismiss(Served one) throws IOException {
        one.pipeline().place().holder().delete();
        one.changes().close();
    }

    private String address(String pipeline) {
        return home() + "pipelines/" + pipeline + "/";
    }

    private String home() {
        return "http://" + LOOPBACK + ":" + http.port() + "/";
    }

    /** What its owner opens in a browser. Who has this address may do everything. */
    public String addressForOwner() {
        var only = pipelines.size() == 1 ? address(pipelines.keySet().iterator().next()) : home();
        return only + "?" + Guard.KEY + "=" + guard.token();
    }

    private Wire wire() {
        return wire.orElseThrow(() -> new NotFoundResponse("CodePipeline's clients are answered by `serve` only."));
    }

    private String page(Context request) {
        return of(request)
                .pipeline(served(request).pipeline().place().pipeline(), guard.token(), pipelines.size() == 1);
    }

    private static Page of(Context request) {
        return Page.accepting(
                Optional.ofNullable(request.header("Accept-Language")).orElse(""));
    }

    private Served served(Context request) {
        var found = pipelines.get(request.pathParam("name"));
        if (found == null) {
            throw new NotFoundResponse("There is no such pipeline here.");
        }
        return found;
    }

    private void state(Context request) {
        var served = served(request);
        var tag = "\"" + served.pipeline().engine().state().sequence() + "\"";
        if (tag.equals(request.header("If-None-Match"))) {
            request.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        var answer = served.desk().read("state", Map.of(), owner);
        line.describe(answer.body());
        request.header("ETag", "\"" + answer.body().path("sequence").asText() + "\"");
        answer(request, answer);
    }

    private void log(Context request) throws IOException {
        var served = served(request);
        var id = String.valueOf(request.queryParam("actionExecutionId"));
        var start = String.valueOf(request.queryParam("start"));
        if (!id.matches("[0-9a-f-]{36}") || !start.matches("\\d{1,18}|null")) {
            throw new NotFoundResponse("There is no such log.");
        }
        // Asked before the log is read: what is written in between is then still announced.
        boolean running = served.pipeline()
                .engine()
                .state()
                .locate(id)
                .filter(found -> found.run().status() == ActionStatus.IN_PROGRESS)
                .isPresent();
        var piece = LogPiece.read(
                served.pipeline().actions().log(id), start.equals("null") ? 0 : Long.parseLong(start), running);
        request.header("X-Next", String.valueOf(piece.next()));
        if (running || !piece.complete()) {
            request.header("X-More", "true");
        }
        request.contentType("text/plain; charset=utf-8").result(piece.text());
    }

    private void events(SseClient client) {
        served(client.ctx()).changes().join(client);
    }

    private static void answer(Context request, Answer answer) {
        request.status(answer.status())
                .contentType(ContentType.APPLICATION_JSON)
                .result(answer.body().toString());
    }

    private static void resource(Context request) throws IOException {
        var name = request.pathParam("file");
        if (name.contains("..")) {
            throw new NotFoundResponse("There is no such file.");
        }
        try (InputStream content = PipelineServer.class.getResourceAsStream(VIEW + name)) {
            var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (content == null || type == null) {
                throw new NotFoundResponse("There is no such file.");
            }
            request.contentType(type).result(content.readAllBytes());
        }
    }

    /** Ends the answers, and tells other processes so. */
    @Override
    public void close() throws IOException {
        for (Served one : pipelines.values()) {
            dismiss(one);
        }
        http.stop();
    }
}
