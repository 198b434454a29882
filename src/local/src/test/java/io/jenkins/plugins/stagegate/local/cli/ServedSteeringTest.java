package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.ClassRule;
import org.junit.Test;

/** What people do to executions on the page of {@code serve}: roll back, stop. */
public class ServedSteeringTest {
    @ClassRule
    public static final ServedPages PAGES = new ServedPages()
            .with(
                    "shelf",
                    "stage('Shelf') { deploy('Put') { input 'Repository'; commands 'cat price.txt >> \"$PROJECT/shelf\"' } }")
            .with(
                    "patient",
                    """
                    stage('Build') {
                        build('Package') { commands 'until test -e "$PROJECT/go"; do sleep 0.1; done' }
                        test('Check') { commands 'true' }
                    }
                    """)
            .with("hasty", "stage('Build') { build('Package') { commands 'sleep 60; touch \"$PROJECT/built\"' } }");

    private static final Chromium BROWSER = PAGES.browser;

    @Test
    public void rollsAStageBackToTheExecutionThatWasChosen() throws Exception {
        PAGES.look("shelf");
        for (int price = 1; price <= 3; price++) {
            PAGES.project.commit("price.txt", price + "\n");
            PAGES.start();
            BROWSER.sees("[aria-label='Stage Shelf']", "#" + price, "Succeeded");
        }
        BROWSER.click("[aria-label='Stage Shelf'] .rollback");
        BROWSER.sees("dialog", "Roll back Shelf?", "#2", "#1");
        assertThat(BROWSER.text("dialog select")).doesNotContain("#3");
        BROWSER.choose("dialog [name=target]", "#1");
        PAGES.assertClean("rollback");
        BROWSER.click("dialog button.danger");

        BROWSER.sees("[aria-label='Stage Shelf']", "#4", "Rolled back");
        BROWSER.sees(".history tbody tr:first-child", "#4", "Rollback by hand");
        assertThat(BROWSER.text("[aria-label='Stage Shelf'] header")).doesNotContain("Succeeded");
        assertThat(PAGES.project.written("shelf")).isEqualTo("1\n2\n3\n1\n");
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    @Test
    public void stopsAndLetsRunningActionsEnd() throws Exception {
        PAGES.look("patient");
        PAGES.start();
        BROWSER.sees("[aria-label='Stage Build'] .action", "Package", "Running");

        BROWSER.click("[aria-label='Stage Build'] .stop");
        BROWSER.type("dialog [name=reason]", "Not today");
        PAGES.assertClean("stop");
        BROWSER.click("dialog button.danger");
        BROWSER.sees("[aria-label='Stage Build'] header", "Stopping");
        Files.createFile(PAGES.project.folder().resolve("go"));

        BROWSER.sees("[aria-label='Stage Build'] header", "Stopped");
        BROWSER.sees("[aria-label='Stage Build'] .group:nth-of-type(2)", "Package", "Succeeded");
        BROWSER.sees("[aria-label='Stage Build']", "Check", "Did not run");
        BROWSER.sees(".history tbody tr:first-child", "Stopped", "Not today");
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    @Test
    public void stopsAndGivesUpRunningActions() throws Exception {
        PAGES.look("hasty");
        PAGES.start();
        BROWSER.sees("[aria-label='Stage Build'] .action", "Package", "Running");

        BROWSER.click("[aria-label='Stage Build'] .stop");
        BROWSER.click("dialog input[value=true]");
        BROWSER.click("dialog button.danger");

        BROWSER.sees("[aria-label='Stage Build'] header", "Stopped");
        BROWSER.sees("[aria-label='Stage Build'] .action", "Package", "Abandoned");
        PAGES.assertClean("abandoned");
        assertThat(PAGES.project.written("built")).isEmpty();
    }
}
