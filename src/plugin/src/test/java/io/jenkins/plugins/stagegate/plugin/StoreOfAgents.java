package io.jenkins.plugins.stagegate.plugin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.MasterToSlaveFileCallable;
import jenkins.model.ArtifactManager;
import jenkins.util.VirtualFile;

/**
 * A store over HTTP that artifacts go to and come from without passing the controller: files are sent by the machine that has them,
 * and here nobody can open one but by its address. Who comes says by its user agent which machine it is.
 */
final class StoreOfAgents implements AutoCloseable {
    private static volatile StoreOfAgents running;

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String spoiled = "";

    StoreOfAgents() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        running = this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var who = exchange.getRequestHeaders().getFirst("User-Agent").replaceFirst("[ /].*", "");
        requests.add(exchange.getRequestMethod() + " " + path.replaceFirst(".*/", "") + " by " + who);
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            if (exchange.getRequestMethod().equals("PUT")) {
                var content = body.readAllBytes();
                if (!spoiled.isEmpty() && path.endsWith(spoiled)) {
                    content[content.length / 2] ^= 1;
                }
                files.put(path, content);
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.sendResponseHeaders(200, files.get(path).length);
                exchange.getResponseBody().write(files.get(path));
            }
        }
    }

    /** What takes the artifacts of a build there. */
    static ArtifactManager manager(Run<?, ?> build) {
        var manager = new Manager();
        manager.onLoad(build);
        return manager;
    }

    /** The paths of what it has. */
    Iterable<String> paths() {
        return files.keySet();
    }

    /** Who sent and took what, such as {@code PUT Page.zip by worker}. */
    List<String> requests() {
        return requests;
    }

    /** From now on something happens to files of that name. */
    void spoil(String name) {
        spoiled = name;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static final class Manager extends ArtifactManager {
        private transient String build;

        @Override
        public void onLoad(Run<?, ?> run) {
            build = "/" + run.getParent().getName() + "/" + run.getNumber() + "/";
        }

        @Override
        public void archive(FilePath folder, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            for (var artifact : artifacts.entrySet()) {
                folder.child(artifact.getValue()).act(new Send(address(build + artifact.getKey())));
            }
        }

        @Override
        public boolean delete() {
            return running.files.keySet().removeIf(path -> path.startsWith(build));
        }

        @Override
        public VirtualFile root() {
            return new Place(build);
        }
    }

    private static URL address(String path) throws IOException {
        return URI.create("http://127.0.0.1:" + running.server.getAddress().getPort() + path)
                .toURL();
    }

    private static final class Send extends MasterToSlaveFileCallable<Void> {
        private static final long serialVersionUID = 1;

        private final URL address;

        Send(URL address) {
            this.address = address;
        }

        @Override
        public Void invoke(File file, VirtualChannel channel) throws IOException {
            var connection = (HttpURLConnection) address.openConnection();
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                Files.copy(file.toPath(), out);
            }
            if (connection.getResponseCode() != 204) {
                throw new IOException(connection.getResponseMessage());
            }
            return null;
        }
    }

    private static final class Place extends VirtualFile {
        private static final long serialVersionUID = 1;

        private final String path;

        Place(String path) {
            this.path = path;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("the controller does not read " + path);
        }

        @Override
        public URL toExternalURL() throws IOException {
            return address(path);
        }

        @Override
        public String getName() {
            return path.replaceFirst("/$", "").replaceFirst(".*/", "");
        }

        @Override
        public URI toURI() {
            return URI.create("http://store" + path);
        }

        @Override
        public VirtualFile getParent() {
            return new Place(path.replaceFirst("[^/]*/?$", ""));
        }

        @Override
        public VirtualFile child(String name) {
            return new Place(path + (path.endsWith("/") ? "" : "/") + name);
        }

        @Override
        public boolean isFile() {
            return running.files.containsKey(path);
        }

        @Override
        public boolean isDirectory() {
            return running.files.keySet().stream().anyMatch(file -> file.startsWith(path + "/") || path.endsWith("/"));
        }

        @Override
        public boolean exists() {
            return isFile() || isDirectory();
        }

        @Override
        public VirtualFile[] list() {
            var below = path.endsWith("/") ? path : path + "/";
            return running.files.keySet().stream()
                    .filter(file -> file.startsWith(below))
                    .map(file -> file.substring(below.length()).replaceFirst("/.*", ""))
                    .distinct()
                    .map(this::child)
                    .toArray(VirtualFile[]::new);
        }

        @Override
        public java.util.Collection<String> list(String includes, String excludes, boolean useDefaultExcludes) {
            return List.of();
        }

        @Override
        public long length() {
            return running.files.get(path).length;
        }

        @Override
        public long lastModified() {
            return 0;
        }

        @Override
        public boolean canRead() {
            return true;
        }
    }
}
