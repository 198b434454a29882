package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** Deciding in place, inside the action that asks. */
public class ApprovalTest {
    private static final String COMMENT = ".approval textarea";
    private static final String APPROVE = ".approval button[value=Approved]";

    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void approvesWithACommentAndTheFormsAnswers() {
        browser.open(host);
        browser.type(COMMENT, "Seen on staging");
        new Select(browser.find(".approval select")).selectByValue("all");
        browser.click(APPROVE);

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).path()).isEqualTo("approve");
        assertThat(host.changes().get(0).body())
                .isEqualTo(
                        Fixture.parse(
                                """
                        {"pipelineName": "shop", "stageName": "Release", "actionName": "ShipIt",
                         "token": "5a1f60f7-1f0c-4a73-9d3c-0c7b7a2e1a01",
                         "result": {"status": "Approved", "summary": "Seen on staging", "fields": {"Rollout": "all"}}}"""));
    }

    @Test
    public void rejects() {
        browser.open(host);
        browser.type(COMMENT, "Not before Monday");
        browser.click(".approval button[value=Rejected]");

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).body().path("result").path("status").asText())
                .isEqualTo("Rejected");
    }

    @Test
    public void showsTheRefusalAndKeepsTheComment() {
        host.refuses("The approval has already been decided by lena.");
        browser.open(host);
        browser.type(COMMENT, "Fine");
        browser.click(APPROVE);

        browser.until(() -> browser.text(".approval [role=alert]").contains("already been decided by lena"));
        assertThat(browser.find(COMMENT).getDomProperty("value")).isEqualTo("Fine");
    }

    @Test
    public void keepsTheCommentWhileTheLineChanges() {
        browser.open(host);
        browser.type(COMMENT, "Half a sent");
        Fixture.run(host.state(), "Build", "Package").put("percentComplete", 71);
        host.changed();

        browser.until(() -> browser.text(".progress").contains("71"));
        assertThat(browser.find(COMMENT).getDomProperty("value")).isEqualTo("Half a sent");
    }

    @Test
    public void asksTheNextQuestionWithAnEmptyComment() {
        browser.open(host);
        browser.type(COMMENT, "Meant for the first one");
        ObjectNode run = Fixture.run(host.state(), "Release", "ShipIt");
        run.put("token", "another");
        run.withObject("approval").put("message", "Ship the next one?");
        host.changed();

        browser.until(() -> browser.text(".approval").contains("Ship the next one?"));
        assertThat(browser.find(COMMENT).getDomProperty("value")).isEmpty();
    }

    @Test
    public void doesNotApproveByAccidentWhenEnterIsPressedInAField() {
        Fixture.run(host.state(), "Release", "ShipIt")
                .withObject("approval")
                .set(
                        "fields",
                        Fixture.parse("{\"all\": [{\"name\": \"Ticket\"}]}").get("all"));
        browser.open(host);
        browser.tabTo("[name='field:Ticket']");
        browser.press("OPS-1", Keys.ENTER, Keys.TAB);

        browser.until(() -> browser.hasFocus(COMMENT));
        assertThat(host.changes()).isEmpty();
    }

    @Test
    public void showsWhatWouldShipAndOverWhat() {
        browser.open(host);

        assertThat(browser.text(".approval .ships")).contains("#45", "5c2f8b9", "Now in Production", "#44", "e8d1a3c");
        assertThat(browser.text(".approval .expiry")).contains("Expires in 2 d");
        assertThat(browser.text(".approval .votes")).contains("1 of 2 approvals given", "lena");
    }

    @Test
    public void tellsThatANewerExecutionWaitsBehind() {
        browser.open(host);

        assertThat(browser.text(".approval .newer")).contains("#46 is newer", "Round vouchers to the cent");
    }

    @Test
    public void offersNoDecisionToThoseWhoMayNotDecide() {
        Fixture.run(host.state(), "Release", "ShipIt").withObject("approval").put("mayDecide", false);
        browser.open(host);

        assertThat(browser.has(APPROVE)).isFalse();
        assertThat(browser.text(".approval")).contains("not one of those who decide");
    }

    @Test
    public void saysToTheStarterThatSomebodyElseHasToApprove() {
        Fixture.run(host.state(), "Release", "ShipIt")
                .withObject("approval")
                .put("mayDecide", false)
                .put("barred", "STARTER");
        browser.open(host);

        assertThat(browser.has(APPROVE)).isFalse();
        assertThat(browser.text(".approval")).contains("You started this execution: somebody else has to approve it.");
    }

    @Test
    public void showsWhoRejectedAndWhy() {
        ObjectNode run = Fixture.run(host.state(), "Release", "ShipIt");
        run.put("status", "Failed").put("lastUpdatedBy", "lena").put("summary", "Prices are wrong");
        Fixture.stage(host.state(), "Release").withObject("latestExecution").put("status", "Failed");
        browser.open(host);

        assertThat(browser.text("[aria-label='Stage Release'] .action"))
                .contains("Rejected by lena.", "Prices are wrong")
                .doesNotContain("Succeeded");
        assertThat(browser.has(".approval")).isFalse();
    }

    @Test
    public void isDecidedByKeyboardAlone() {
        browser.open(host);
        browser.tabTo(COMMENT);
        browser.press("By keys");
        browser.tabTo(APPROVE);
        browser.press(Keys.ENTER);

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).body().path("result").path("summary").asText())
                .isEqualTo("By keys");
    }
}
