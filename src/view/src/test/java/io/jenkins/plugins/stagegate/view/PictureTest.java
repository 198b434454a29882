package io.jenkins.plugins.stagegate.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.openqa.selenium.support.ui.Select;

/** Takes the pictures that are looked at before a change of the view is called done; they are left in {@code target/pictures}. */
public class PictureTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void showsTheLineInLightAndDark() throws IOException {
        ObjectNode newest = Fixture.read("executions.json");
        newest.remove("nextToken");
        ArrayNode rows = newest.withArray("pipelineExecutionSummaries");
        while (rows.size() > 7) {
            rows.remove(7);
        }
        host.showExecutions(newest, Fixture.object());
        browser.size(1680, 1000);
        browser.open(host);
        browser.size(1680, browser.height());
        take("line-light");
        browser.scheme("dark");
        take("line-dark");
    }

    @Test
    public void showsTheLineOnAPhone() throws IOException {
        browser.size(390, 800);
        browser.open(host);
        browser.size(390, browser.height());
        take("phone-light");
        browser.scheme("dark");
        take("phone-dark");
    }

    @Test
    public void showsTheLineOnASmallPhone() throws IOException {
        browser.size(360, 740);
        browser.open(host);
        take("phone-small");
    }

    @Test
    public void showsTheLineOnAWall() throws IOException {
        browser.size(3840, 2160);
        browser.open(host);
        take("wall-light");
    }

    @Test
    public void showsFiveStagesOnASmallLaptopInGerman() throws IOException {
        host.state().withArray("stageStates").remove(2);
        browser.size(1280, 900);
        browser.open(host, "de");
        take("laptop-german");
    }

    @Test
    public void showsTheDialogs() throws IOException {
        host.writesLog(Fixture.text("log.txt"), true);
        browser.size(1280, 900);
        browser.open(host);
        browser.click(".gate.open button.barrier");
        browser.find("dialog[open] input");
        take("dialog-close-gate");
        browser.click("dialog .close");
        browser.click(".head .start");
        browser.find("dialog[open] form");
        take("dialog-start");
        browser.click("dialog .close");
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog[open] .timeline");
        take("dialog-detail");
        browser.click("dialog .close");
        browser.click(".action .log");
        browser.find("dialog[open] pre");
        take("dialog-log");
    }

    @Test
    public void showsAGateThatOffersSeveral() throws IOException {
        Fixture.run(host.state(), "Release", "ShipIt")
                .withObject("approval")
                .replace("candidates", Fixture.candidates(45, 46));
        browser.size(1680, 900);
        browser.open(host);
        browser.find(".candidate");
        take("view-choice");
    }

    @Test
    public void showsAnExecutionWhole() throws IOException {
        browser.size(1280, 820);
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog[open] .timeline");
        take("view-execution");
        browser.click("#tab-artifacts");
        take("view-artifacts");
        browser.click("#tab-events");
        take("view-events");
        browser.click("#tab-compare");
        new Select(browser.find("#compare-with")).selectByValue(Fixture.id(44));
        browser.find("dialog .comparison");
        take("view-compare");
    }

    @Test
    public void showsAnExecutionOnAPhone() throws IOException {
        browser.size(390, 844);
        browser.scheme("dark");
        browser.open(host);
        browser.click(".history tbody tr:nth-child(3) .chip");
        browser.find("dialog[open] .timeline");
        take("phone-execution");
    }

    @Test
    public void showsAStoppedLine() throws IOException {
        host.state()
                .withArray("lineStops")
                .addObject()
                .put("id", "server")
                .put("reason", "Payment provider is down")
                .put("by", "lena")
                .put("since", "now-PT10M")
                .put("until", "now+PT2H")
                .putArray("exempt")
                .add("Staging");
        browser.size(1680, 700);
        browser.scheme("dark");
        browser.open(host);
        take("view-stopped");
    }

    @Test
    public void showsManyPipelines() throws IOException {
        ObjectNode billing = Fixture.read("line.json");
        billing.withArray("stageStates").remove(2);
        for (JsonNode stage : billing.path("stageStates")) {
            ObjectNode one = (ObjectNode) stage;
            one.remove(List.of("inboundExecution", "inboundExecutions", "waiting", "executions", "actionStates"));
            one.putObject("latestExecution")
                    .put("pipelineExecutionId", Fixture.id(44))
                    .put("status", "Succeeded");
        }
        host.showOther(billing);
        browser.size(1280, 440);
        browser.openOverview(host);
        browser.until(() -> browser.all(".station").size() == 11);
        take("view-overview");
    }

    @Test
    public void showsAStaleLine() throws IOException {
        browser.open(host);
        host.fails(503);
        host.changed();
        browser.find(".banner");
        take("stale");
    }

    private void take(String name) throws IOException {
        browser.picture(Path.of("target", "pictures", name + ".png"));
    }
}
