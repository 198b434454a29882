package io.jenkins.plugins.stagegate.view;

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
        browser.size(1680, 1320);
        browser.open(host);
        take("line-light");
        browser.scheme("dark");
        take("line-dark");
    }

    @Test
    public void showsTheLineOnAPhone() throws IOException {
        browser.size(390, 3600);
        browser.open(host);
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
