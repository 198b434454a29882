package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A gate that offers several executions: the newest first, with what each would bring. */
public class ChoiceTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Before
    public void theGateOffersTwo() {
        approval().replace("candidates", Fixture.candidates(45, 46));
    }

    private ObjectNode approval() {
        return Fixture.run(host.state(), "Release", "ShipIt").withObject("approval");
    }

    @Test
    public void preselectsTheNewest() {
        browser.open(host);

        assertThat(browser.all(".candidate .chip b"))
                .extracting(WebElement::getText)
                .containsExactly("#46", "#45");
        assertThat(browser.text(".candidate:has(:checked)")).contains("#46", "newest", "Round vouchers");
        assertThat(browser.text(".candidate:last-child")).contains("at the gate");
    }

    @Test
    public void tellsWhatEachWouldBring() {
        browser.open(host);

        assertThat(browser.text(".candidate:has(:checked)"))
                .contains("2 changes", "Let guests check out", "Round vouchers");
        assertThat(browser.text(".candidate:last-child")).contains("1 change").doesNotContain("Mira Okafor");
        browser.click(".candidate .bundles summary");
        assertThat(browser.text(".candidate .bundles")).contains("ShopJar", "460000000000", "18.7 MB");
    }

    @Test
    public void approvesTheOneThatIsChosen() {
        browser.open(host);
        browser.click(".candidate:last-child label .message");
        browser.click(".approval button[value=Approved]");

        assertThat(result().path("pipelineExecutionId").asText()).startsWith("00000045");
    }

    @Test
    public void choosesByKeyboard() {
        browser.open(host);
        browser.tabTo(".candidate input");
        browser.press(Keys.ARROW_DOWN);
        browser.tabTo(".approval button[value=Approved]");
        browser.press(Keys.ENTER);

        assertThat(result().path("pipelineExecutionId").asText()).startsWith("00000045");
    }

    @Test
    public void rejectsWhatIsAtTheGateWhateverIsChosen() {
        browser.open(host);
        browser.click(".approval button[value=Rejected]");

        assertThat(result().has("pipelineExecutionId")).isFalse();
    }

    @Test
    public void doesNotSlipANewerOneUnderTheHandOfWhoIsAboutToApprove() {
        browser.open(host);
        assertThat(browser.text(".approval button.primary")).isEqualTo("Approve #46");
        approval().replace("candidates", Fixture.candidates(45, 46, 48));
        host.changed();

        browser.until(() -> browser.all(".candidate").size() == 3);
        assertThat(browser.text(".candidate:first-of-type")).contains("#48", "newest");
        assertThat(browser.text(".approval button.primary")).isEqualTo("Approve #46");
        browser.click(".approval button.primary");

        assertThat(result().path("pipelineExecutionId").asText()).isEqualTo(Fixture.id(46));
    }

    @Test
    public void keepsAChoiceWhenAnotherExecutionComes() {
        browser.open(host);
        browser.click(".candidate:last-child input");
        approval().replace("candidates", Fixture.candidates(45, 46, 48));
        host.changed();

        browser.until(() -> browser.all(".candidate").size() == 3);
        assertThat(browser.text(".candidate:has(:checked)")).contains("#45");
    }

    private JsonNode result() {
        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).path()).isEqualTo("approve");
        return host.changes().get(0).body().path("result");
    }
}
