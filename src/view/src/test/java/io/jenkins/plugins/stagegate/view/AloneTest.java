package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** One execution on a page of its own. */
public class AloneTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Before
    public void load() {
        browser.run("location.href = arguments[0]", host.alone().toString());
        browser.until(() -> browser.has(".timeline"));
    }

    @Test
    public void showsTheExecutionAndNoLine() throws IOException {
        assertThat(browser.text(".head h2")).isEqualTo("Execution #45");
        assertThat(browser.has(".step, .history, dialog[open]")).isFalse();
        browser.click("#tab-events");
        assertThat(browser.text(".happenings")).contains("Entered Source");
        browser.picture(Path.of("target", "pictures", "alone.png"));
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    public void decidesInPlace() {
        browser.type(".approval textarea", "Seen on staging");
        browser.click(".approval button[value=Approved]");

        browser.until(() -> host.changes().size() == 1);
        assertThat(host.changes().get(0).path()).isEqualTo("approve");
    }

    @Test
    public void followsWhatHappens() {
        Fixture.run(host.state(), "Release", "ShipIt").put("status", "Succeeded");
        host.changed();

        browser.until(() -> !browser.has(".approval"));
    }

    @Test
    public void leadsToOtherExecutionsOnTheLine() {
        browser.click(".approval .ships div:nth-child(2) .chip");

        browser.until(() -> browser.has("dialog .timeline"));
        assertThat((String) browser.run("return location.href"))
                .isEqualTo(host.home() + "?execution=" + Fixture.id(44));
    }

    @Test
    public void leadsBackToTheLine() {
        browser.click(".head .all");

        browser.until(() -> browser.has(".line"));
    }
}
