package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.support.ui.Select;

/** Looking for executions of the past. */
public class FilterTest {
    private static final String SEARCH = ".filters input";

    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void asksTheHostForWhatIsLookedFor() {
        browser.open(host);
        browser.type(SEARCH, "payment client");
        new Select(browser.find(".filters select")).selectByValue("Succeeded");

        browser.until(() -> asked("text=payment") && asked("status=Succeeded"));
        browser.until(() -> browser.all(".history tbody tr").size() == 1);
        assertThat(browser.text(".history tbody")).contains("#44", "Upgrade the payment client");
    }

    @Test
    public void findsWhatSucceededInAStage() {
        browser.open(host);
        new Select(browser.find(".filters select:last-of-type")).selectByValue("Staging");

        browser.until(() -> asked("succeededInStage=Staging"));
    }

    @Test
    public void saysThatNothingFitsAndShowsAllAgain() {
        browser.open(host);
        browser.type(SEARCH, "no such words anywhere");
        browser.until(() -> browser.text(".history .hint").contains("No execution fits"));
        browser.click(".filters button");

        browser.until(() -> browser.all(".history tbody tr").size() == 10);
        assertThat(browser.find(SEARCH).getDomProperty("value")).isEmpty();
    }

    @Test
    public void keepsTheWordsWhileTheLineChanges() {
        browser.open(host);
        browser.type(SEARCH, "payment");
        host.changed();

        browser.until(() -> browser.all(".history tbody tr").size() == 1);
        assertThat(browser.find(SEARCH).getDomProperty("value")).isEqualTo("payment");
    }

    private boolean asked(String parameter) {
        return host.reads().stream().anyMatch(read -> read.startsWith("executions?") && read.contains(parameter));
    }
}
