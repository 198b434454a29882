package io.jenkins.plugins.stagegate.source;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Git's own server, behind a login: {@code git http-backend} for the repositories in a folder. */
public final class GitHttpServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path folder;
    private final List<Integer> sent = new CopyOnWriteArrayList<>();
    private final List<Integer> listed = new CopyOnWriteArrayList<>();
    private volatile int trouble;
    private volatile boolean once;
    private final AtomicInteger held = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);

    /**
     * A server at work.
     *
     * @param logins passwords by users
     */
    public GitHttpServer(Path folder, Map<String, String> logins) throws IOException {
        this.folder = folder;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer).setAuthenticator(new BasicAuthenticator("git") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return password.equals(logins.get(user));
            }
        });
        http.start();
    }

    /** The address of a repository in the folder. */
    public String address(String repository) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + repository;
    }

    /** Answers everybody with that status from now on; with 0, as a repository answers. */
    public void trouble(int status) {
        trouble = status;
    }

    /** Answers the next request with that status. */
    public void troubleOnce(int status) {
        once = true;
        trouble = status;
    }

    /** How many bytes each answer had, except for the lists of branches. */
    List<Integer> packs() {
        return sent;
    }

    /** How many bytes the lists of branches had. */
    int lists() {
        return listed.stream().mapToInt(Integer::intValue).sum();
    }

    /** Answers nobody from now on, as a server does that is overloaded. */
    public void hold() {
        open = new CountDownLatch(1);
    }

    /** Answers again, also those who have waited. */
    public void letGo() {
        open.countDown();
    }

    /** How many requests had to wait until now. */
    public int held() {
        return held.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (trouble != 0) {
            exchange.sendResponseHeaders(trouble, -1);
            trouble = once ? 0 : trouble;
            exchange.close();
            return;
        }
        if (open.getCount() > 0) {
            held.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server ends");
            }
        }
        var backend = new ProcessBuilder("git", "http-backend");
        var environment = backend.environment();
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("GIT_CONFIG_COUNT", "1");
        environment.put("GIT_CONFIG_KEY_0", "safe.directory");
        environment.put("GIT_CONFIG_VALUE_0", "*");
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("CONTENT_TYPE", header(exchange, "Content-Type"));
        environment.put("HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"));
        environment.put("GIT_PROTOCOL", header(exchange, "Git-Protocol"));
        environment.put("REMOTE_USER", exchange.getPrincipal().getUsername());
        var process = backend.start();
        var asked = exchange.getRequestBody().readAllBytes();
        try (var input = process.getOutputStream()) {
            input.write(asked);
        }
        boolean lists = exchange.getRequestMethod().equals("GET")
                || new String(asked, StandardCharsets.ISO_8859_1).contains("command=ls-refs");
        send(exchange, process.getInputStream(), lists ? listed : sent);
    }

    /** A CGI answer: headers, an empty line, the body. */
    private static void send(HttpExchange exchange, InputStream answer, List<Integer> sizes) throws IOException {
        int status = 200;
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            var parts = line.split(": ", 2);
            if (parts[0].equals("Status")) {
                status = Integer.parseInt(parts[1].split(" ")[0]);
            } else {
                exchange.getResponseHeaders().add(parts[0], parts[1]);
            }
        }
        var body = answer.readAllBytes();
        if (body.length > 0) {
            sizes.add(body.length);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String line(InputStream input) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
