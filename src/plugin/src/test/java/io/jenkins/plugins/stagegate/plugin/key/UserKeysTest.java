package io.jenkins.plugins.stagegate.plugin.key;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.User;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.time.Instant;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The page on which users make and revoke keys. */
public class UserKeysTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Before
    public void letPeopleIn() {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("ada", "mallory"));
    }

    private static JenkinsRule.WebClient browser(String user) throws Exception {
        return JENKINS.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private static HtmlPage make(JenkinsRule.WebClient browser, String owner, String purpose) throws Exception {
        var form = browser.<HtmlPage>goTo("user/" + owner + "/stage-gate-keys/").getFormByName("create");
        form.getInputByName("purpose").setValue(purpose);
        return form.getButtonByName("make").click();
    }

    @Test
    public void showsTheSecretOnceAndKeepsItEncrypted() throws Exception {
        var ada = browser("ada");
        var shown = make(ada, "ada", "the night job")
                .getElementById("stage-gate-key")
                .getTextContent();
        assertThat(shown)
                .contains(
                        "AWS_ACCESS_KEY_ID=SGAK",
                        "AWS_ENDPOINT_URL_CODEPIPELINE=" + JENKINS.getURL() + "stage-gate-api/");
        var secret = shown.lines()
                .filter(line -> line.contains("SECRET"))
                .map(line -> line.split("=", 2)[1])
                .findFirst()
                .orElseThrow();

        var page = ada.<HtmlPage>goTo("user/ada/stage-gate-keys/");
        assertThat(page.asNormalizedText())
                .contains("the night job", "SGAK", "never")
                .doesNotContain(secret);
        var record = new File(User.getById("ada", false).getUserFolder(), "config.xml");
        assertThat(Files.readString(record.toPath())).contains("SGAK").doesNotContain(secret);
    }

    @Test
    public void takesAKeyBack() throws Exception {
        var ada = browser("ada");
        make(ada, "ada", "to be revoked");
        var key = UserKeys.of(User.getById("ada", false)).getKeys().stream()
                .filter(one -> one.getPurpose().equals("to be revoked"))
                .findFirst()
                .orElseThrow();
        assertThat(JenkinsKeys.get().find(key.getId())).isPresent();

        var page = ada.<HtmlPage>goTo("user/ada/stage-gate-keys/");
        page.getFormByName("revoke-" + key.getId()).getButtonByName("take-back").click();
        assertThat(JenkinsKeys.get().find(key.getId())).isEmpty();
    }

    @Test
    public void letsNobodyElseInButAdministrators() throws Exception {
        User.getById("ada", true);
        assertThat(browser("mallory")
                        .getPage(new URL(JENKINS.getURL(), "user/ada/stage-gate-keys/"))
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(make(browser("admin"), "ada", "made by admin")
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(browser("mallory").<HtmlPage>goTo("user/ada/").asXml()).doesNotContain("user/ada/stage-gate-keys");
    }

    @Test
    public void changesNothingByReadingOrWithoutACrumb() throws Exception {
        var ada = browser("ada");
        var address = new URL(JENKINS.getURL(), "user/ada/stage-gate-keys/create");
        assertThat(ada.getPage(address).getWebResponse().getStatusCode()).isEqualTo(405);
        assertThat(ada.getPage(new WebRequest(address, HttpMethod.POST))
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(403);
    }

    @Test
    public void writesAUseDownButNotEachOne() throws Exception {
        make(browser("ada"), "ada", "used");
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var key = UserKeys.of(User.getById("ada", false)).getKeys().get(0);
        assertThat(key.use(now)).isTrue();
        assertThat(key.use(now.plusSeconds(599))).isFalse();
        assertThat(key.use(now.plusSeconds(601))).isTrue();
        assertThat(key.getUsed()).isEqualTo(java.util.Date.from(now.plusSeconds(601)));
    }
}
