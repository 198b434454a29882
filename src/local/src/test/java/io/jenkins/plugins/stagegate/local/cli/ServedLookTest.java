package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** How the page of {@code serve} looks, and that it keeps to its own Content-Security-Policy. */
public class ServedLookTest {
    @ClassRule
    public static final ServedPages PAGES = new ServedPages()
            .with(
                    "shop",
                    "stage('Build') { build('Package') { commands 'echo one potato'; output 'App', files: 'price.txt'; input 'Repository' } }",
                    "stage('Approve') { approval('ShipIt') { message 'Ship it?'; field 'TICKET' } }",
                    "stage('Shelf') { deploy('Put') { commands 'true' } }");

    private static final Chromium BROWSER = PAGES.browser;

    @Before
    public void look() throws Exception {
        PAGES.project.commit("price.txt", "100\n");
        PAGES.look("shop");
    }

    @Test
    public void isLightOrDarkAsItsReaderPrefers() {
        var light = background();
        BROWSER.prefers("dark");
        var dark = background();

        assertThat(light).isEqualTo("rgb(243, 245, 248)");
        assertThat(dark).isEqualTo("rgb(15, 19, 24)");
    }

    @Test
    public void isAccessibleInBothLooksWhereverOneGoes() throws Exception {
        PAGES.start();
        BROWSER.find(".approval");
        PAGES.assertClean("approval");
        BROWSER.click("[aria-label='Stage Build'] button.log");
        BROWSER.sees("dialog pre", "one potato");
        PAGES.assertClean("log");
        BROWSER.click("dialog .close");
        BROWSER.click(".history tbody tr:first-child .chip");
        BROWSER.find("dialog .timeline");
        PAGES.assertClean("timeline");
        for (var part : new String[] {"artifacts", "events", "compare"}) {
            BROWSER.click("#tab-" + part);
            PAGES.assertClean(part);
        }
    }

    @Test
    public void wouldBeToldIfAnythingBrokeThePolicy() {
        BROWSER.run("const inline = document.createElement('script');"
                + "inline.textContent = 'window.ran = true'; document.head.append(inline)");

        assertThat(BROWSER.run("return window.ran")).isNull();
        assertThat(BROWSER.consoleErrors()).singleElement().asString().contains("Content Security Policy");
    }

    private static String background() {
        return (String) BROWSER.run("return getComputedStyle(document.documentElement).backgroundColor");
    }
}
