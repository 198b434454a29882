package io.jenkins.plugins.stagegate.route;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The way to servers on the web: through proxies that somebody has chosen, or as this machine is set up. Keep one for many requests.
 *
 * <p>The JDK lets no user and password of a proxy pass as {@code Basic} on the way to {@code https}, unless the system property
 * {@code jdk.http.auth.tunneling.disabledSchemes} is empty. Safe for all threads.
 */
public final class Route {
    /** As this machine is set up. */
    public static final Route DEFAULT = new Route(Optional.empty(), Optional.empty());

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    private final Optional<ProxySelector> proxies;
    private final Optional<PasswordAuthentication> login;
    /** One for all connections: the JDK remembers by it that a proxy has asked, and cannot repeat what was streamed. */
    private final Optional<ForProxies> authenticator;

    private HttpClient client;

    private Route(Optional<ProxySelector> proxies, Optional<PasswordAuthentication> login) {
        this.proxies = proxies;
        this.login = login;
        this.authenticator = login.map(ForProxies::new);
    }

    /**
     * A way through chosen proxies.
     *
     * @param proxies says which one each address is asked through; the first counts
     * @param login what they all want to know
     */
    public static Route by(ProxySelector proxies, Optional<PasswordAuthentication> login) {
        return new Route(Optional.of(proxies), login);
    }

    /** What sends requests this way. It follows no redirections. */
    public synchronized HttpClient client() {
        if (client == null) {
            var builder = HttpClient.newBuilder().connectTimeout(TO_CONNECT).followRedirects(HttpClient.Redirect.NEVER);
            proxies.ifPresent(builder::proxy);
            client = builder.build();
        }
        return client;
    }

    /**
     * The beginning of a request for {@link #client}. The proxy's login goes with the request: a client that had it would keep the
     * request's own {@code Authorization} from the server.
     *
     * @throws IllegalArgumentException if it is no address of the web
     */
    public HttpRequest.Builder request(URI address) {
        var request = HttpRequest.newBuilder(address);
        if (proxy(address).isPresent()) {
            login.ifPresent(one -> request.header("Proxy-Authorization", basic(one)));
        }
        return request;
    }

    /** The chosen proxy on the way to an address; empty if there is none. */
    public Optional<InetSocketAddress> proxy(URI address) {
        return chosen(address).filter(proxy -> proxy.type() == Proxy.Type.HTTP).map(proxy ->
                (InetSocketAddress) proxy.address());
    }

    /** The user and password that proxies want. */
    public Optional<PasswordAuthentication> login() {
        return login;
    }

    /** The proxy for a {@link URL#openConnection(Proxy)}, which may be none; empty if nobody has chosen. */
    public Optional<Proxy> chosen(URI address) {
        return proxies.map(selector -> selector.select(address).get(0));
    }

    /** The same address, whose connections tell proxies the login when they ask. */
    public URL telling(URL address) throws MalformedURLException {
        return authenticator.isEmpty()
                ? address
                : new URL(null, address.toExternalForm(), new Telling(address, authenticator.get()));
    }

    private static String basic(PasswordAuthentication login) {
        var text = login.getUserName() + ":" + new String(login.getPassword());
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens connections of an address as always. */
    private static final class Telling extends URLStreamHandler {
        private final URL address;
        private final ForProxies authenticator;

        Telling(URL address, ForProxies authenticator) {
            this.address = address;
            this.authenticator = authenticator;
        }

        @Override
        protected URLConnection openConnection(URL same) throws IOException {
            return telling(address.openConnection());
        }

        @Override
        protected URLConnection openConnection(URL same, Proxy proxy) throws IOException {
            return telling(address.openConnection(proxy));
        }

        private URLConnection telling(URLConnection connection) {
            if (connection instanceof HttpURLConnection http) {
                http.setAuthenticator(authenticator);
            }
            return connection;
        }
    }

    /** Tells the login to proxies, and to nobody else. */
    private static final class ForProxies extends Authenticator {
        private final PasswordAuthentication login;

        ForProxies(PasswordAuthentication login) {
            this.login = login;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY ? login : null;
        }
    }
}
