package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.WebElement;

/** Many pipelines at a glance. */
public class OverviewTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void showsEveryStageWithItsExecution() {
        browser.openOverview(host);

        assertThat(browser.all(".overview > li:first-child .station .name"))
                .extracting(WebElement::getText)
                .containsExactly("Source", "Build", "Test", "Staging", "Release", "Production");
        assertThat(browser.text(".station:nth-child(5)")).contains("Needs approval", "#45", "1 waits before it");
        assertThat(browser.find(".overview a").getDomProperty("href")).isEqualTo(host.address("/shop/"));
    }

    @Test
    public void saysWhichPipelineCannotBeShown() {
        browser.openOverview(host);

        browser.until(() -> browser.text(".overview > li:last-child").contains("The server answered 404"));
    }

    @Test
    public void followsPipelinesThatComeAndGo() {
        host.showOther(Fixture.large(2, 1));
        host.has("billing", "shop", "stock");
        browser.openOverview(host);

        browser.until(() -> titles().equals(List.of("billing", "shop", "stock")));
        host.has("billing");
        browser.until(() -> titles().equals(List.of("billing")));
        assertThat(browser.text(".station")).contains("Stage 1");
        host.has();
        browser.until(() -> browser.has(".hint") && titles().isEmpty());
    }

    @Test
    public void findsAPipelineByItsName() {
        host.has("billing", "shop", "stock", "cheese", "bread", "wine");
        browser.openOverview(host);
        browser.until(() -> titles().size() == 6);

        browser.type(".overview-head input", "S");
        browser.until(() -> titles().equals(List.of("shop", "stock", "cheese")));
        browser.type(".overview-head input", "tock");
        browser.until(() -> titles().equals(List.of("stock")));
        browser.type(".overview-head input", "fish");
        browser.until(() -> browser.text(".hint").equals("No pipeline is called so."));
    }

    private List<String> titles() {
        return browser.all(".overview h3 a").stream().map(WebElement::getText).toList();
    }

    @Test
    public void saysThatTheLineIsStopped() {
        host.state()
                .withArray("lineStops")
                .addObject()
                .put("id", "pipeline")
                .put("reason", "Inventory")
                .put("by", "lena");
        browser.openOverview(host);

        assertThat(browser.text(".stopped")).contains("The line is stopped.", "Inventory", "lena");
    }

    @Test
    public void followsTheLinesWithoutHoldingAConnection() {
        browser.openOverview(host);
        Fixture.stage(host.state(), "Build").withObject("latestExecution").put("status", "Failed");
        host.changed();

        browser.until(() -> browser.text(".station:nth-child(2)").contains("Failed"));
        assertThat(host.reads()).noneMatch(read -> read.startsWith("events"));
    }
}
