package io.jenkins.plugins.stagegate.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Rule;
import org.junit.Test;

/** Nobody has to scroll sideways to see the end of a line of six stages, where people look at it. */
public class WidthTest {
    @Rule
    public final TestHost host = new TestHost();

    @Rule
    public final Browser browser = new Browser();

    @Test
    public void sixStagesFitOnANarrowLaptop() {
        fits(1280);
    }

    @Test
    public void sixStagesFitOnAnOrdinaryLaptop() {
        fits(1366);
    }

    @Test
    public void fiveStagesFitBetweenTheMarginsOfAnotherPage() {
        host.state().withArray("stageStates").remove(2);
        fits(1280 * 85 / 100);
    }

    @Test
    public void sixStagesFitWithAGateThatOffersSeveral() {
        Fixture.run(host.state(), "Release", "ShipIt")
                .withObject("approval")
                .replace("candidates", Fixture.candidates(45, 46));
        fits(1280);
    }

    @Test
    public void sixStagesFitInGerman() {
        fits(1280, "de");
    }

    /** What does not fit scrolls in the line, and nothing of it widens the page. */
    @Test
    public void aTabletScrollsTheLineAlone() {
        browser.size(800, 800);
        browser.open(host);

        assertThat(wider("document.documentElement")).as("the page").isZero();
        assertThat(wider("document.querySelector('stage-gate-line').shadowRoot.querySelector('.scroll')"))
                .as("the line")
                .isPositive();
    }

    @Test
    public void aPhoneScrollsDownOnly() {
        fits(360);
    }

    @Test
    public void aSmallPhoneInGermanScrollsDownOnly() {
        fits(320, "de");
    }

    private void fits(int width) {
        fits(width, "en");
    }

    private void fits(int width, String language) {
        browser.size(width, 800);
        browser.open(host, language);

        assertThat(wider("document.documentElement")).as("the page").isZero();
        assertThat(wider("document.querySelector('stage-gate-line').shadowRoot.querySelector('.scroll')"))
                .as("the line")
                .isZero();
    }

    /** By how many pixels an element is wider inside than outside. */
    private long wider(String element) {
        return (Long) browser.run("const one = " + element + "; return one.scrollWidth - one.clientWidth");
    }
}
