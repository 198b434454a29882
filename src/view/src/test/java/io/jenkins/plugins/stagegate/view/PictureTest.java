package io.jenkins.plugins.stagegate.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

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
    public void showsTheLineOnAWall() throws IOException {
        browser.size(3840, 2160);
        browser.open(host);
        take("wall-light");
    }

    @Test
    public void showsTheLineOnASmallLaptopInGerman() throws IOException {
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
