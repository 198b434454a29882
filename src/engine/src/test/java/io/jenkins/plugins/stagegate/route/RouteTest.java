package io.jenkins.plugins.stagegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RouteTest {
    private static final int NOBODY = 1;

    private HttpServer server;
    private SmallProxy proxy;

    @Before
    public void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var told = "server: " + exchange.getRequestHeaders().getFirst("Authorization") + ", proxy: "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            exchange.sendResponseHeaders(200, told.length());
            exchange.getResponseBody().write(told.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        proxy = SmallProxy.withLogin("jenkins", "hush").knows("shop.invalid", port());
    }

    @After
    public void close() {
        proxy.close();
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** Through the proxy, except to this machine. */
    private Route route() {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());
        var selector = new ProxySelector() {
            @Override
            public List<Proxy> select(URI target) {
                boolean here = target.getHost().equals("127.0.0.1");
                return List.of(here ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public void connectFailed(URI target, SocketAddress failed, IOException problem) {
                throw new AssertionError(problem);
            }
        };
        return Route.by(selector, Optional.of(new PasswordAuthentication("jenkins", "hush".toCharArray())));
    }

    private HttpResponse<String> ask(Route route, String address) throws IOException, InterruptedException {
        var request = route.request(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer token");
        return route.client().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    public void leadsThroughTheProxyWithTheLoginsOfBoth() throws Exception {
        assertThat(ask(route(), "http://shop.invalid/").body()).isEqualTo("server: Bearer token, proxy: null");
        assertThat(proxy.seen()).containsExactly("GET shop.invalid");
    }

    @Test
    public void leadsStraightToWhereNoProxyIsChosenAndTellsNobodyItsLogin() throws Exception {
        assertThat(ask(route(), "http://127.0.0.1:" + port() + "/").body())
                .isEqualTo("server: Bearer token, proxy: null");
        assertThat(proxy.seen()).isEmpty();
    }

    @Test
    public void leadsThroughATunnelToServersThatSpeakTls() throws Exception {
        try (var open = SmallProxy.open().knows("shop.invalid", NOBODY)) {
            var way = Route.by(
                    ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), open.port())),
                    Optional.empty());
            // Nobody is there, but the tunnel was asked for.
            assertThatIOException().isThrownBy(() -> ask(way, "https://shop.invalid/"));
            assertThat(open.seen()).containsOnly("CONNECT shop.invalid");
        }
    }

    @Test
    public void tellsTheLoginOfAProxyThatAsksAnOrdinaryConnection() throws Exception {
        var route = route();
        var address = URI.create("http://shop.invalid/");
        var connection = route.telling(address.toURL())
                .openConnection(route.chosen(address).orElseThrow());

        assertThat(new String(connection.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("server: null, proxy: null");
        assertThat(proxy.seen()).containsExactly("GET shop.invalid");
    }

    @Test
    public void isThatOfTheMachineIfNobodyHasChosen() throws Exception {
        assertThat(Route.DEFAULT.proxy(URI.create("http://shop.invalid/"))).isEmpty();
        assertThat(Route.DEFAULT.chosen(URI.create("http://shop.invalid/"))).isEmpty();
        assertThat(ask(Route.DEFAULT, "http://127.0.0.1:" + port() + "/").statusCode())
                .isEqualTo(200);
    }
}
