package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Names and links come from people whom nobody checked. */
public class SecurityTest {
    private static final String MARKUP =
            "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";

    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void runsUnderAStrictPolicyWithoutAComplaint() {
        browser.open(host);
        browser.click(".gate.open button.barrier");
        browser.click("dialog .close");
        browser.click(".action .log");
        browser.click("dialog .close");
        browser.click(".stage .chip");
        browser.find("dialog .timeline");
        for (String part : List.of("artifacts", "events", "compare")) {
            browser.click("#tab-" + part);
        }
        browser.click("dialog .close");
        browser.click(".head .stop-line");
        browser.find("dialog [name=exempt]");
        browser.openOverview(host);
        browser.until(() -> browser.has(".overview .refusal"));

        assertThat(browser.consoleErrors())
                .as("but for the pipeline that is not there")
                .allMatch(error -> error.contains("/billing/state") && error.contains("404"));
    }

    @Test
    public void showsMarkupInNamesAsText() {
        ObjectNode state = host.state();
        state.put("pipelineName", MARKUP);
        ((ObjectNode) state.path("executions").get(0).path("sourceRevisions").get(0)).put("revisionSummary", MARKUP);
        Fixture.stage(state, "Production").withObject("inboundTransitionState").put("disabledReason", MARKUP);
        Fixture.run(state, "Test", "Integration").withObject("errorDetails").put("message", MARKUP);
        Fixture.run(state, "Release", "ShipIt").withObject("approval").put("message", MARKUP);
        Fixture.stage(state, "Staging").put("stageName", MARKUP);
        browser.open(host);

        assertThat(browser.text(".head h2")).isEqualTo(MARKUP);
        assertThat(browser.text(".approval .asks")).isEqualTo(MARKUP);
        assertThat(browser.has("img, script")).isFalse();
        assertThat(browser.run("return document.title")).isEqualTo("shop");
    }

    @Test
    public void linksNowhereButToWebAddresses() {
        Fixture.run(host.state(), "Release", "ShipIt")
                .withObject("approval")
                .put("link", "javascript:document.title='owned'");
        Fixture.run(host.state(), "Staging", "Deploy").put("externalExecutionUrl", "data:text/html,owned");
        browser.open(host);

        assertThat(browser.text(".approval")).contains("What to review");
        assertThat(browser.has(".approval a")).isFalse();
        assertThat(browser.has("[aria-label='Stage Staging'] a")).isFalse();
        assertThat(browser.has("[aria-label='Stage Production'] a[href^='https:']"))
                .isTrue();
    }

    @Test
    public void sendsTheTokenWithEveryChange() {
        browser.open(host);
        browser.click(".approval button[value=Approved]");

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).token()).isEqualTo(TestHost.TOKEN);
    }
}
