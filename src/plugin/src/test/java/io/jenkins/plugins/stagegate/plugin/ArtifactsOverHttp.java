package io.jenkins.plugins.stagegate.plugin;

import com.sun.net.httpserver.HttpServer;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.model.StandardArtifactManager;
import jenkins.util.VirtualFile;
import org.jvnet.hudson.test.TestExtension;

/** An artifact manager whose files have addresses, as those of a store of objects have; it remembers who asked for them. */
final class ArtifactsOverHttp implements AutoCloseable {
    private final HttpServer server;
    private final List<String> askers = new CopyOnWriteArrayList<>();

    ArtifactsOverHttp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            askers.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            var content = Files.readAllBytes(
                    Path.of(URI.create(exchange.getRequestURI().getQuery())));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
    }

    /** The names by which those who asked introduced themselves. */
    List<String> askers() {
        return askers;
    }

    ArtifactManagerFactory factory() {
        return new Factory("http://127.0.0.1:" + server.getAddress().getPort() + "/?");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Takes the manager for every build. */
    public static final class Factory extends ArtifactManagerFactory {
        private final String base;

        Factory(String base) {
            this.base = base;
        }

        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return new Manager(build, base);
        }

        @TestExtension
        public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
    }

    private static final class Manager extends StandardArtifactManager {
        private final String base;

        Manager(Run<?, ?> build, String base) {
            super(build);
            this.base = base;
        }

        @Override
        public VirtualFile root() {
            return new Addressed(super.root(), base);
        }
    }

    private static final class Addressed extends VirtualFile {
        private static final long serialVersionUID = 1;

        private final VirtualFile file;
        private final String base;

        Addressed(VirtualFile file, String base) {
            this.file = file;
            this.base = base;
        }

        @Override
        public URL toExternalURL() throws IOException {
            return URI.create(base + URLEncoder.encode(file.toURI().toString(), StandardCharsets.UTF_8))
                    .toURL();
        }

        @NonNull
        @Override
        public String getName() {
            return file.getName();
        }

        @NonNull
        @Override
        public URI toURI() {
            return file.toURI();
        }

        @Override
        public VirtualFile getParent() {
            return new Addressed(file.getParent(), base);
        }

        @Override
        public boolean isDirectory() throws IOException {
            return file.isDirectory();
        }

        @Override
        public boolean isFile() throws IOException {
            return file.isFile();
        }

        @Override
        public boolean exists() throws IOException {
            return file.exists();
        }

        @NonNull
        @Override
        public VirtualFile[] list() throws IOException {
            return Stream.of(file.list()).map(each -> new Addressed(each, base)).toArray(VirtualFile[]::new);
        }

        @NonNull
        @Override
        public VirtualFile child(@NonNull String name) {
            return new Addressed(file.child(name), base);
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public long lastModified() throws IOException {
            return file.lastModified();
        }

        @Override
        public boolean canRead() throws IOException {
            return file.canRead();
        }

        @Override
        public InputStream open() throws IOException {
            return file.open();
        }
    }
}
