package io.jenkins.plugins.stagegate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import org.junit.Test;

/** What earlier versions wrote is read as they meant it. */
public class OlderLinesTest {
    private static final String LINE =
            """
            {"kind":"ActionSucceeded","execution":"e1","stage":"Source","action":"App","actionExecution":"a1","outcome":{\
            "artifacts":[],"variables":{},"revision":{"action":"App","id":"c1","summary":"Round prices","url":""},\
            "progress":{}},"by":""}""";

    @Test
    public void aRevisionThatTellsNeitherItsAuthorNorWhatItBrought() throws Exception {
        var event = (Event.ActionSucceeded) Json.read(LINE, Event.class);

        assertThat(event.outcome().revision()).contains(new SourceRevision("App", "c1", "Round prices", ""));
        assertThat(Json.write(event)).isEqualTo(LINE);
    }
}
