package io.jenkins.plugins.stagegate.rehearsal;

import static io.jenkins.plugins.stagegate.rehearsal.Plays.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.xml.sax.InputSource;

public class TimelinePageTest {
    private static final Pipeline PIPELINE = pipeline(
            "SUPERSEDED",
            """
            stage('Build') { build('Package') { commands 'make' } }
            stage('Production') {
                beforeEntry { deploymentWindow cron: '* * 9-16 ? * MON-FRI' }
                approval('Gate') { }
                deploy('Ship') { commands 'ship' }
            }
            """);
    private static final String[] STORY = {
        "every action takes 10m",
        "Package fails the 3rd time",
        "carol approves Gate within 2h, 9:00-17:00 Mon-Fri",
        "09:00 push \"<script>alert(1)</script> & more\" by bob",
        "09:30 push",
        "10:00 close Production by alice \"a 'reason' <b>\"",
        "+1m push",
        "16:00 open Production by alice",
        "expect #1 succeeded before 09:01",
        "expect #3 failed"
    };

    @Test
    public void showsEveryStageWithItsBarsWaitsGatesAndWindows() {
        var page = page(STORY);
        assertThat(page)
                .contains("<b>Source</b>", "<b>Build</b>", "<b>Production</b>")
                .contains("#1 in Build: succeeded, Mon 09:10 to Mon 09:20 (10m)\nPackage 10m")
                .contains("Waits for an approval at Gate.")
                .contains("class=\"closed\"", "class=\"open\"", "class=\"yes\"", "class=\"failed\"");
    }

    @Test
    public void showsWhatWasExpectedAndWhatHappened() {
        assertThat(page(STORY))
                .contains("<b>missed</b> expect #1 succeeded before 09:01", "line 9: #1: it succeeded")
                .contains("<b>met</b> expect #3 failed");
    }

    @Test
    public void escapesWhateverPeopleWrote() {
        assertThat(page(STORY))
                .doesNotContain("<script", "<b>\"")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more");
    }

    @Test
    public void needsNoScriptAndNothingFromElsewhere() {
        var page = page(STORY).replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        assertThat(page)
                .doesNotContain("src=", "href=", "url(h", "@import", "http://", "https://", "onclick", "onload");
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    public void isDrawnInValidSvg() throws Exception {
        var page = page(STORY);
        var svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(20);
    }

    @Test
    public void drawsBarsToScale() {
        var recording = Plays.play(PIPELINE, STORY);
        var scale = Scale.of(recording);
        var start = recording.times().start();
        double hour = scale.x(start.plusSeconds(3600));
        assertThat(scale.x(start)).isZero();
        assertThat(scale.x(start.plusSeconds(7200))).isEqualTo(2 * hour);
        assertThat(scale.x(recording.end())).isEqualTo(scale.width());
    }

    @Test
    public void isTheSameForTheSameScenario() {
        assertThat(page(STORY)).isEqualTo(page(STORY));
    }

    @Test
    public void isWrittenEvenIfNothingHappens() {
        assertThat(page("# nothing")).contains("Nothing waited.", "</html>");
    }

    @Test
    public void doesNotDrawWhatNobodyCouldSee() {
        var page = page("until 2026-12-01 00:00", "every action takes 1s", "every 2h push");
        assertThat(page).contains("There is too much to draw.").doesNotContain("<svg");
    }

    private static String page(String... lines) {
        var scenario = Plays.scenario(PIPELINE, lines);
        return TimelinePage.of("story.txt", scenario, Rehearsal.of(PIPELINE, scenario));
    }
}
