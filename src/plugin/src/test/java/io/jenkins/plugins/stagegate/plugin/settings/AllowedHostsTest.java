package io.jenkins.plugins.stagegate.plugin.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import org.junit.Test;

/** Which addresses whoever writes a definition can make Jenkins talk to. */
public class AllowedHostsTest {
    private static void allows(String list, String address) {
        assertThatCode(() -> AllowedHosts.of(list).require(URI.create(address), false))
                .as("'%s' with the list '%s'", address, list)
                .doesNotThrowAnyException();
    }

    private static void refuses(String list, String address, String why) {
        assertThatIOException()
                .as("'%s' with the list '%s'", address, list)
                .isThrownBy(() -> AllowedHosts.of(list).require(URI.create(address), false))
                .withMessageContaining(why);
    }

    @Test
    public void keepsDefinitionsAwayFromThisMachineHoweverItIsWritten() throws Exception {
        for (String host : List.of(
                "localhost",
                "LOCALHOST",
                "127.0.0.1",
                "127.255.255.254",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "user:secret@127.0.0.1",
                "chat.example.com@localhost")) {
            for (String list : List.of("", "*", "* chat.example.com")) {
                refuses(list, "http://" + host + ":8080/admin", "is this machine or a part of its own network");
            }
        }
        for (var card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress own : card.inetAddresses().toList()) {
                var literal = own.getHostAddress().replaceAll("%.*", "");
                var host = literal.contains(":") ? "[" + literal + "]" : literal;
                refuses("", "http://" + host + "/", "is this machine");
            }
        }
    }

    @Test
    public void keepsDefinitionsAwayFromWhereCloudsKeepSecrets() {
        for (String host : List.of(
                "169.254.169.254",
                "169.254.170.2",
                "[::ffff:169.254.169.254]",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[fd20:ce::254]",
                "100.100.100.200",
                "224.0.0.1")) {
            refuses("", "http://" + host + "/latest/meta-data/", "is this machine or a part of its own network");
        }
    }

    @Test
    public void letsDefinitionsReachAllElseUnlessThereIsAList() {
        allows("", "https://192.0.2.7/hook");
        allows("", "ssh://192.0.2.7/");
        allows("*", "http://[2001:db8::1]:3000/");
        refuses("chat.example.com", "https://192.0.2.7/hook", "The host 192.0.2.7 is not among those");
        allows("chat.example.com *", "https://192.0.2.7/hook");
    }

    @Test
    public void goesByTheNamesOfTheListAndAsksNobodyWhereTheyAre() {
        var list = "Chat.example.com\n*.git.example.org  localhost ::1 git_server";
        allows(list, "https://chat.EXAMPLE.com/x");
        allows(list, "https://a.git.example.org");
        allows(list, "http://localhost:3000/shop.git");
        allows(list, "http://[::1]:3000/shop.git");
        allows(list, "http://git_server:3000/shop.git");
        allows(list, "http://ada:secret@git_server:3000/shop.git");
        for (String other : List.of(
                "git.example.org",
                "evilgit.example.org",
                "chat.example.com.evil.example",
                "chat.example.com@evil.example",
                "xchat.example.com",
                "127.0.0.1")) {
            refuses(list, "https://" + other + "/", "is not among those that an administrator allows");
        }
    }

    @Test
    public void refusesWhatIsNoAddressOfAServerAndRepeatsNothingOfIt() {
        for (String address : List.of(
                "file:///etc/passwd",
                "ftp://example.com/",
                "jar:http://example.com/a!/b",
                "//example.com/",
                "https:secret",
                "http:///secret",
                "http://a@b@example.com/")) {
            refuses("*", address, "That is no address of a server: write http:// or https://, and a host.");
        }
    }

    @Test
    public void leavesNamesThatOnlyAProxyKnowsToTheProxyAndNothingElse() {
        var proxied = AllowedHosts.of("");

        assertThatCode(() -> proxied.require(URI.create("https://git.intranet.invalid/a.git"), true))
                .doesNotThrowAnyException();
        assertThatIOException().isThrownBy(() -> proxied.require(URI.create("http://localhost/"), true));
        assertThatIOException().isThrownBy(() -> proxied.require(URI.create("http://169.254.169.254/"), true));
        assertThatIOException().isThrownBy(() -> AllowedHosts.of("a.example.com")
                .require(URI.create("https://git.intranet.invalid/"), true));
    }
}
