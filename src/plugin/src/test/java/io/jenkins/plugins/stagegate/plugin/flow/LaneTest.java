package io.jenkins.plugins.stagegate.plugin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.security.ACL;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Whoever waits for a task of a run learns if it is never done. */
public class LaneTest {
    private final List<String> told = new ArrayList<>();
    private final Lane lane = new Lane(() -> ACL.SYSTEM2, () -> {}, problem -> told.add(problem.toString()));

    @Test
    public void tellsWhoWaitsWhenItCloses() {
        lane.execute(() -> told.add("done"), () -> told.add("dropped"));
        assertThat(told).isEmpty();
        lane.close();
        assertThat(told).containsExactly("dropped");
    }

    @Test
    public void tellsWhoComesTooLate() {
        lane.close();
        lane.execute(() -> told.add("done"), () -> told.add("dropped"));
        assertThat(told).containsExactly("dropped");
    }

    @Test
    public void answersAQuestionThatWasNotAskedInTime() throws Exception {
        var answer = new Questions(lane, null).steps(true);
        assertThat(answer.isDone()).isFalse();
        lane.close();
        assertThat(answer.isDone()).isTrue();
        assertThat(answer.get()).isEmpty();
    }
}
