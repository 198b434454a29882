package io.jenkins.plugins.stagegate.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DeliveryTest {
    /** The example of GitHub's own documentation. */
    private static final String SECRET = "It's a Secret to Everybody";

    private static final String BODY = "Hello, World!";
    private static final String SIGNATURE = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    public void saysThatATextOfAnotherEncodingIsNoJson() {
        var latin = "{\"branch\": \"m\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Delivery.of(Provider.GENERIC, Map.of(), latin))
                .isInstanceOf(InvalidDeliveryException.class)
                .hasMessageContaining("not in UTF-8");
    }

    @Test
    public void knowsWhoSignedTheText() {
        assertThat(from(Provider.GITHUB, "X-Hub-Signature-256", "sha256=" + SIGNATURE))
                .isTrue();
        assertThat(from(Provider.BITBUCKET, "X-Hub-Signature", "sha256=" + SIGNATURE))
                .isTrue();
        assertThat(from(Provider.GITEA, "X-Gitea-Signature", SIGNATURE)).isTrue();
        assertThat(from(Provider.GENERIC, "X-Stage-Gate-Signature", "sha256=" + SIGNATURE))
                .isTrue();
    }

    @Test
    public void knowsWhoSendsTheSecretItselfWhereTheProviderHasNoOtherWay() {
        assertThat(from(Provider.GITLAB, "X-Gitlab-Token", SECRET)).isTrue();
        assertThat(from(Provider.CODECOMMIT, "Authorization", "Bearer " + SECRET))
                .isTrue();
        assertThat(from(Provider.GENERIC, "Authorization", "Bearer " + SECRET)).isTrue();
    }

    @Test
    public void believesNobodyElse() {
        assertThat(from(Provider.GITHUB, "X-Hub-Signature-256", "sha256=" + SIGNATURE.replace('7', '8')))
                .isFalse();
        assertThat(from(Provider.GITHUB, "X-Hub-Signature-256", SIGNATURE)).isFalse();
        assertThat(from(Provider.GITHUB, "X-Gitlab-Token", SECRET)).isFalse();
        assertThat(from(Provider.GITLAB, "X-Gitlab-Token", "another")).isFalse();
        assertThat(new Delivery(Provider.GITLAB, Map.of(), BODY).isFrom(SECRET)).isFalse();
        assertThat(new Delivery(Provider.GITHUB, Map.of("X-Hub-Signature-256", "sha256=" + SIGNATURE), "Hello!")
                        .isFrom(SECRET))
                .isFalse();
    }

    @Test
    public void noSecretIsNoPassword() {
        assertThat(new Delivery(Provider.GITLAB, Map.of("X-Gitlab-Token", ""), BODY).isFrom(""))
                .isFalse();
        assertThat(new Delivery(Provider.GENERIC, Map.of("Authorization", "Bearer "), BODY).isFrom(""))
                .isFalse();
    }

    @Test
    public void isKnownByTheProvidersIdOrByItsText() {
        assertThat(new Delivery(Provider.GITHUB, Map.of("x-github-delivery", "72d3162e"), BODY).id())
                .isEqualTo("72d3162e");
        var without = new Delivery(Provider.GITHUB, Map.of(), BODY);
        assertThat(without.id()).isEqualTo(without.digest()).hasSize(64);
    }

    @Test
    public void tellsAddressesOfOneRepositoryFromOthers() {
        var ours = List.of(
                "https://github.com/acme/shop.git",
                "https://GitHub.com/acme/shop",
                "https://ada:secret@github.com/acme/shop.git/",
                "git@github.com:acme/shop.git",
                "ssh://git@github.com/acme/shop",
                "ssh://git@github.com:22/acme/shop.git",
                "github.com:acme/shop");
        assertThat(ours).allMatch(one -> RepositoryAddress.same(one, ours.get(0)));
        assertThat(List.of(
                        "https://github.com/acme/shop2.git",
                        "https://github.com/eve/shop.git",
                        "https://evil.example/github.com/acme/shop.git",
                        "https://github.com:8443/acme/shop.git",
                        ""))
                .noneMatch(other -> RepositoryAddress.same(other, ours.get(0)));
    }

    @Test
    public void tellsTheServersOfOneHostApartByTheirPorts() {
        var first = List.of("http://git.example.com:3000/acme/shop.git", "http://ada@git.example.com:3000/acme/shop/");
        assertThat(first).allMatch(one -> RepositoryAddress.same(one, first.get(0)));
        assertThat(List.of(
                        "http://git.example.com:3001/acme/shop.git",
                        "http://git.example.com/acme/shop.git",
                        "https://git.example.com/acme/shop.git",
                        "ssh://git@git.example.com:2222/acme/shop.git",
                        "git@git.example.com:acme/shop.git"))
                .noneMatch(other -> RepositoryAddress.same(other, first.get(0)))
                .allMatch(other -> RepositoryAddress.alike(other, first.get(0)));
        assertThat(RepositoryAddress.same("ssh://git@git.example.com:443/a", "https://git.example.com/a"))
                .as("443 is not what everybody takes for ssh")
                .isFalse();
    }

    @Test
    public void takesTheUsualPortForNoPort() {
        var ours = List.of(
                "https://git.example.com/acme/shop",
                "https://git.example.com:443/acme/shop",
                "http://git.example.com:80/acme/shop",
                "ssh://git@git.example.com:22/acme/shop",
                "ssh://git@git.example.com:/acme/shop",
                "git://git.example.com:9418/acme/shop");
        assertThat(ours).allMatch(one -> RepositoryAddress.same(one, ours.get(0)));
        assertThat(RepositoryAddress.same(
                        "https://[2001:db8::1]/acme/shop", "ssh://git@[2001:db8::1]:22/acme/shop.git"))
                .isTrue();
    }

    @Test
    public void saysWhatABodyLacks() {
        assertThatThrownBy(() ->
                        Hooks.read(new Delivery(Provider.GITHUB, Map.of("X-GitHub-Event", "push"), "payload=%7B")))
                .isInstanceOf(InvalidDeliveryException.class)
                .hasMessage("The body is no JSON. Let the hook send application/json.");
        assertThatThrownBy(() -> Hooks.read(new Delivery(Provider.GENERIC, Map.of(), "{\"branch\":\"main\"}")))
                .hasMessage("The body has no `repository`.");
        assertThatThrownBy(() -> Hooks.read(new Delivery(
                        Provider.GENERIC,
                        Map.of(),
                        "{\"repository\":\"r\",\"branch\":\"main\",\"commit\":\"newest\"}")))
                .hasMessage("`commit` is no commit id: expected 4 to 40 hexadecimal digits, and not `newest`.");
    }

    private static boolean from(Provider provider, String header, String value) {
        return new Delivery(provider, Map.of(header, value), BODY).isFrom(SECRET);
    }
}
