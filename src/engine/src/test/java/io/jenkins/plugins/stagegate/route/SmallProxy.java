package io.jenkins.plugins.stagegate.route;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A proxy of the web, with names that nobody else knows: for requests of {@code http}, and tunnels for the rest. */
public final class SmallProxy implements AutoCloseable {
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> names = new ConcurrentHashMap<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Optional<String> wanted;

    private SmallProxy(Optional<String> wanted) throws IOException {
        this.wanted = wanted;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::answer);
    }

    /** One for everybody. */
    public static SmallProxy open() throws IOException {
        return new SmallProxy(Optional.empty());
    }

    /** One for those who tell a user and a password. */
    public static SmallProxy withLogin(String user, String password) throws IOException {
        var login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new SmallProxy(Optional.of("Basic " + login));
    }

    /** Knows that name from now on: a server of this machine at that port, whichever one is asked for. */
    public SmallProxy knows(String name, int port) {
        names.put(name, port);
        return this;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** What was let through: methods and hosts. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    private void answer() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            var lines = head.split("\r\n");
            var request = lines[0].split(" ");
            if (wanted.isPresent() && !header(lines, "Proxy-Authorization").equals(wanted)) {
                say(
                        client,
                        "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=small\r\nConnection: close\r\n\r\n");
                return;
            }
            boolean tunnel = request[0].equals("CONNECT");
            var target = tunnel ? URI.create("https://" + request[1]) : URI.create(request[1]);
            seen.add(request[0] + " " + target.getHost());
            try (var server = new Socket(
                    InetAddress.getLoopbackAddress(), names.getOrDefault(target.getHost(), target.getPort()))) {
                if (tunnel) {
                    say(client, "HTTP/1.1 200 Go on\r\n\r\n");
                } else {
                    say(server, onward(request, target, lines));
                }
                var upwards = threads.submit(() -> pass(client, server));
                pass(server, client);
                upwards.cancel(true);
            }
        } catch (IOException e) {
            // Somebody has gone.
        }
    }

    private static String onward(String[] request, URI target, String[] lines) {
        var path = target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        var headers = List.of(lines).subList(1, lines.length).stream()
                .filter(line ->
                        !line.toLowerCase(java.util.Locale.ROOT).matches("(proxy-|connection:|upgrade:|http2-).*"))
                .collect(Collectors.joining("\r\n"));
        return request[0] + " " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
    }

    private static Optional<String> header(String[] lines, String name) {
        return List.of(lines).stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) {
                return "";
            }
            head.write(one);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        to.getOutputStream().flush();
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of them has gone; the other one is closed, too.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
