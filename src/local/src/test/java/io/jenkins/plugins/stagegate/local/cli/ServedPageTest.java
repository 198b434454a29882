package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The page of {@code serve} in a real browser: the same view as in Jenkins, by a host that tells of changes by itself. */
public class ServedPageTest {
    @ClassRule
    public static final Chromium BROWSER = new Chromium();

    @Rule
    public final Project project = new Project();

    private Project.Running serve;

    @Before
    public void serve() throws Exception {
        project.define(
                """
                stage('Build') { build('Package') {
                    commands 'echo one potato', 'until test -e "$PROJECT/go"; do sleep 0.1; done', 'echo two potato'
                } }
                """,
                "stage('Approve') { approval('ShipIt') { message 'Ship it?'; field 'TICKET' } }",
                "stage('Shelf') { deploy('Put') { commands 'test -e \"$PROJECT/shelf\"' } }");
        serve = project.start("serve", "--port", "0").says("key=");
    }

    private void open(String language) throws Exception {
        BROWSER.open(serve.text().replaceAll("(?s).*Open (\\S+).*", "$1"), language);
    }

    @Test
    public void carriesAChangeFromStartToEnd() throws Exception {
        open("en");
        BROWSER.sees(".fresh", "Live");
        BROWSER.click(".head .start");
        BROWSER.click("dialog button.primary");
        BROWSER.click("[aria-label='Stage Build'] button.log");
        BROWSER.sees("dialog pre", "one potato");
        BROWSER.sees("dialog .log-bar", "Following");
        Files.createFile(project.folder().resolve("go"));
        BROWSER.sees("dialog pre", "two potato");
        BROWSER.sees("dialog .log-bar", "Complete");
        BROWSER.click("dialog .close");

        BROWSER.type(".approval [name='field:TICKET']", "SHOP-7");
        BROWSER.click(".approval button[value=Approved]");
        BROWSER.sees("[aria-label='Stage Shelf']", "Failed", "A command failed with exit code 1.");
        Files.createFile(project.folder().resolve("shelf"));
        BROWSER.click("[aria-label='Stage Shelf'] .retry");
        BROWSER.click("dialog button.primary");
        BROWSER.sees("[aria-label='Stage Shelf'] header", "Succeeded", "attempt 2");
        BROWSER.click("button.barrier");
        BROWSER.type("dialog [name=reason]", "Inventory");
        BROWSER.click("dialog button.danger");
        BROWSER.sees(".gate.closed", "Inventory");
        BROWSER.click(".history tbody tr:first-child .chip");
        BROWSER.sees("dialog .timeline", "Package", "ShipIt", "Put");
        BROWSER.open((String) BROWSER.run("return location.href"), "en");
        BROWSER.sees("dialog[open] h2", "Execution #1");

        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    @Test
    public void saysThatTheServerIsGone() throws Exception {
        open("en");
        BROWSER.sees(".fresh", "Live");

        serve.process().destroyForcibly();

        BROWSER.sees(".banner", "No contact since", "The server does not answer");
        BROWSER.sees(".fresh", "Stale");
        BROWSER.consoleErrors();
    }

    @Test
    public void speaksGerman() throws Exception {
        Files.createFile(project.folder().resolve("go"));
        open("de");
        BROWSER.click(".head .start");
        BROWSER.sees("dialog", "Eine neue Ausführung beginnt in der ersten Stufe");
        BROWSER.click("dialog button.primary");
        BROWSER.click(".approval button[value=Approved]");

        BROWSER.sees(".approval .refusal", "Das Feld „TICKET“ muss ausgefüllt werden.");
        BROWSER.type(".approval [name='field:TICKET']", "SHOP-7");
        BROWSER.click(".approval button[value=Approved]");
        BROWSER.sees("[aria-label='Stufe Shelf']", "Fehlgeschlagen", "Ein Befehl endete mit Code 1.");
        BROWSER.sees(".history", "Aktion Put ist in Stufe Shelf fehlgeschlagen");
        BROWSER.consoleErrors();
    }
}
