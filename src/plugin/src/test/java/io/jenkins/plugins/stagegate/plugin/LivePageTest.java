package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** How fresh the line's page in Jenkins is, what that costs, and what it says when it is not. */
public class LivePageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    /** What the page was answered to its questions for the state: status, and bytes over the wire. */
    private static final String ANSWERS =
            """
            return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/stage-gate/state'))
              .map(({ responseStatus, transferSize }) => ({ status: responseStatus, bytes: transferSize }));
            """;

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
    }

    @Test
    public void showsWhatHappensWithoutBeingLoadedAgain() throws Exception {
        var job = PAGES.job(Shop.NOTHING);
        PAGES.look(job);
        BROWSER.run("window.samePage = true");
        assertThat(BROWSER.text(".fresh")).isEqualTo("Looks every 5 s");

        PAGES.jenkins.buildAndAssertSuccess(job);

        BROWSER.sees("[aria-label='Stage Build']", "#1", "Succeeded");
        BROWSER.sees(".history tbody", "#1", "Open the shop");
        assertThat(BROWSER.run("return window.samePage")).isEqualTo(true);
    }

    @Test
    public void costsHeadersOnlyWhileNothingHappens() throws Exception {
        var job = PAGES.job(
                """
                stage('Build') { actionGroup { build('Package') { commands 'true' }; test('Check') { commands 'true' } } }
                stage('Shelf') { deploy('Put') { commands 'true' } }
                """);
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.look(job);

        BROWSER.until(() -> answers().size() >= 3);
        var answers = answers();
        assertThat(answers.get(0)).containsEntry("status", 200L);
        assertThat(answers.subList(1, 3))
                .allMatch(answer -> answer.get("status").equals(304L));
        assertThat((Long) answers.get(1).get("bytes")).isLessThan(1000);
        assertThat((Long) answers.get(0).get("bytes")).isLessThan(20_000);
        Files.writeString(
                Files.createDirectories(Path.of("target")).resolve("figures.txt"),
                "in Jenkins: a state of 3 stages and 4 actions %s bytes, nothing new %s bytes%n"
                        .formatted(answers.get(0).get("bytes"), answers.get(1).get("bytes")));
    }

    @SuppressWarnings("unchecked") // The driver gives numbers and texts.
    private static List<Map<String, Object>> answers() {
        return (List<Map<String, Object>>) BROWSER.run(ANSWERS);
    }

    /** The engine has no event for it: the queue is Jenkins' own. */
    @Test
    public void tellsOfAnExecutorThatIsMissing() throws Exception {
        var job = PAGES.job("stage('Build') { build('Package') { agent 'submarine'; commands 'true' } }");
        PAGES.look(job);
        var run = PAGES.start(job);

        BROWSER.sees("[aria-label='Stage Build'] .waiting", "executor", "submarine");
        BROWSER.sees("[aria-label='Stage Build'] .waiting", "What frees it:");
        PAGES.jenkins.createOnlineSlave(new hudson.model.labels.LabelAtom("submarine"));
        PAGES.assertSucceeds(run);
        BROWSER.sees("[aria-label='Stage Build']", "Succeeded");
        assertThat(BROWSER.has("[aria-label='Stage Build'] .waiting")).isFalse();
    }

    @Test
    public void showsOldNewsAsOldWhenTheConnectionIsLost() throws Exception {
        var job = PAGES.job(Shop.NOTHING);
        PAGES.jenkins.buildAndAssertSuccess(job);
        PAGES.look(job);
        BROWSER.sees("[aria-label='Stage Build']", "#1", "Succeeded");

        BROWSER.network(false);
        BROWSER.sees(
                ".banner", "No contact since", "The server does not answer", "What you see is what was known then");
        assertThat(BROWSER.text(".fresh")).isEqualTo("Stale");
        assertThat(
                        BROWSER.run(
                                "return getComputedStyle(document.querySelector('stage-gate-line').shadowRoot.querySelector('.scroll')).filter"))
                .asString()
                .contains("grayscale(1)");
        PAGES.jenkins.buildAndAssertSuccess(job);
        BROWSER.network(true);

        BROWSER.until(() -> !BROWSER.has(".banner"));
        BROWSER.sees("[aria-label='Stage Build']", "#2", "Succeeded");
        BROWSER.consoleErrors();
    }

    @Test
    public void showsOldNewsAsOldWhenOneIsSignedOut() throws Exception {
        var job = PAGES.job(Shop.NOTHING);
        PAGES.all()
                .setAuthorizationStrategy(new MockAuthorizationStrategy()
                        .grant(Jenkins.READ, Item.READ)
                        .everywhere()
                        .to("alice"));
        try {
            PAGES.look(job);
            BROWSER.forgetCookies();

            BROWSER.sees(".banner", "No contact since", "Perhaps you have been signed out");
            assertThat(BROWSER.text(".fresh")).isEqualTo("Stale");
        } finally {
            PAGES.all().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        }
    }
}
