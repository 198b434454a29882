package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** A definition is written in the form of its job, in a real browser. */
public class DefinitionEditorTest {
    private static final String FORM = ".jenkins-form-item:has(> .setting-main > .stage-gate-editor)";
    /** Without the help link, which has Jenkins' own order of tabs. */
    private static final String EDITOR = ".stage-gate-editor, " + FORM + " > .validation-error-area";

    private static final String IN_ORDER = "The definition is in order.";
    private static final String WRONG = "releasePipeline {\n    stagges { }\n}\n";

    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    private WorkflowJob job;

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
    }

    private WebElement edit(String definition) throws Exception {
        job = PAGES.jobOf(definition);
        BROWSER.openPlain(PAGES.address(job) + "configure", ".stage-gate-editor__sheet textarea");
        var text = BROWSER.plain(".stage-gate-editor__sheet textarea");
        BROWSER.run("arguments[0].scrollIntoView({ block: 'center' })", text);
        // Jenkins finds the form changed, and asks before one leaves it.
        BROWSER.run("window.onbeforeunload = null");
        text.click();
        return text;
    }

    private static String answer() {
        return BROWSER.plainText(FORM + " > .validation-error-area");
    }

    private static void says(String... words) {
        BROWSER.until(() -> List.of(words).stream().allMatch(answer()::contains));
    }

    private static String written(WebElement text) {
        return text.getDomProperty("value");
    }

    @Test
    public void saysWhatIsWrongWhileOneWritesAndMarksIt() throws Exception {
        var text = edit("");
        text.sendKeys("releasePipeline {\nstagges { }\n}");

        says("Jenkinsfile:2:5", "stagges");

        assertThat(written(text)).isEqualTo("releasePipeline {\n    stagges { }\n}");
        assertThat(BROWSER.plainText(".stage-gate-editor__wrong")).isEqualTo("2");
        assertThat(BROWSER.plain(".stage-gate-editor__marks u").getDomProperty("textContent"))
                .isEqualTo("stagges");
        assertThat(text.getDomAttribute("aria-invalid")).isEqualTo("true");
        PAGES.assertPlainClean(EDITOR, "editor-problem");
    }

    @Test
    public void takesTheMarksAwayOnceItIsMended() throws Exception {
        var text = edit(WRONG);
        says("Jenkinsfile:2:5");
        BROWSER.pressPlain(".stage-gate-problem");
        assertThat(BROWSER.run("return document.activeElement === arguments[0]", text))
                .isEqualTo(true);
        assertThat(BROWSER.run("return getSelection().toString()")).isEqualTo("stagges");

        text.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        BROWSER.until(() -> answer().isBlank() || answer().contains("no release pipeline"));
        type(text, sample(0));

        says(IN_ORDER);
        assertThat(BROWSER.allPlain(".stage-gate-editor__marks u")).isEmpty();
        assertThat(text.getDomAttribute("aria-invalid")).isEqualTo("false");
        PAGES.assertPlainClean(EDITOR, "editor");
    }

    @Test
    public void beginsWithASampleAndKeepsIt() throws Exception {
        var text = edit("");

        new Select(BROWSER.plain(".stage-gate-editor__samples select")).selectByIndex(2);

        says(IN_ORDER);
        assertThat(written(text)).isEqualTo(sample(1));
        PAGES.assertPlainClean(EDITOR, "editor-sample");
        type(text, "// mine\n");
        BROWSER.until(() -> !BROWSER.plain(".stage-gate-editor__samples").isDisplayed());
        BROWSER.pressPlain("button[name=Submit]");
        BROWSER.until(() -> !BROWSER.run("return location.href").toString().contains("configure"));
        assertThat(((ReleasePipelineDefinition) job.getDefinition()).getScript().replace("\r", ""))
                .isEqualTo("// mine\n" + sample(1));
    }

    @Test
    public void indentsByTheKeyboardAndCanBeLeftByIt() throws Exception {
        var text = edit("");
        text.sendKeys("a", Keys.TAB, "b", Keys.ENTER, Keys.TAB, "c");
        assertThat(written(text)).isEqualTo("a   b\n    c");

        text.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.TAB);
        assertThat(written(text)).isEqualTo("    a   b\n        c");
        text.sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
        assertThat(written(text)).isEqualTo("a   b\n    c");
        text.sendKeys(Keys.chord(Keys.CONTROL, "z"));
        assertThat(written(text)).isEqualTo("    a   b\n        c");

        text.sendKeys(Keys.ESCAPE, Keys.TAB);
        assertThat(BROWSER.run("return document.activeElement === arguments[0]", text))
                .isEqualTo(false);
        assertThat(written(text)).isEqualTo("    a   b\n        c");
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    @Test
    public void asksOneThingAtATimeAndShowsOnlyTheNewestAnswer() throws Exception {
        var text = edit(sample(0));
        says(IN_ORDER);
        BROWSER.run(
                """
                const ask = window.fetch;
                const seen = window.seen = { now: 0, most: 0, all: 0 };
                window.fetch = async (...question) => {
                  seen.all++;
                  seen.most = Math.max(seen.most, ++seen.now);
                  const answer = await ask(...question);
                  await new Promise((done) => { window.letGo = done; });
                  seen.now--;
                  return answer;
                };
                """);

        type(text, "x");
        BROWSER.until(() -> BROWSER.run("return typeof window.letGo").equals("function"));
        text.sendKeys("y", "z");
        BROWSER.run("const [go] = [window.letGo]; window.letGo = undefined; go()");
        // The text has changed since: what was said of it is of no use.
        assertThat(answer()).contains(IN_ORDER);
        BROWSER.until(() -> {
            BROWSER.run("window.letGo?.()");
            return answer().contains("xyz");
        });

        assertThat(BROWSER.run("return window.seen.most")).isEqualTo(1L);
        assertThat((Long) BROWSER.run("return window.seen.all")).isBetween(2L, 3L);
    }

    @Test
    public void saysThatItCouldNotAsk() throws Exception {
        var text = edit("");
        BROWSER.network(false);
        text.sendKeys("releasePipeline");

        says("could not be checked");

        BROWSER.network(true);
        text.sendKeys(" {");
        says("Jenkinsfile:1:");
        BROWSER.consoleErrors();
    }

    /** Writes at the beginning of the text. */
    private static void type(WebElement text, String words) {
        BROWSER.run("arguments[0].focus(); arguments[0].setSelectionRange(0, 0)", text);
        BROWSER.run("document.execCommand('insertText', false, arguments[0])", words);
    }

    private static String sample(int index) throws Exception {
        return PAGES.all()
                .getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class)
                .getSamples()
                .get(index)
                .text();
    }
}
