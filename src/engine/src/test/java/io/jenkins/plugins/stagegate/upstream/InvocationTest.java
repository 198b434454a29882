package io.jenkins.plugins.stagegate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.util.Map;
import org.junit.Test;

public class InvocationTest {
    @Test
    public void readsWhatCodePipelinesOwnActionSays() throws Exception {
        var invocation = Invocation.of(
                "go-1",
                Map.of(
                        "PipelineName",
                        "deploy",
                        "Variables",
                        "[{\"name\":\"REGION\",\"value\":\"eu\"}]",
                        "SourceRevisions",
                        "[{\"actionName\":\"App\",\"revisionType\":\"COMMIT_ID\",\"revisionValue\":\"abc\"}]"));

        assertThat(invocation.pipeline()).isEqualTo("deploy");
        assertThat(invocation.variables()).containsExactly(Map.entry("REGION", "eu"));
        assertThat(invocation.overrides()).containsExactly(new SourceOverride("App", "COMMIT_ID", "abc"));
    }

    @Test
    public void theSameGoAsksForTheSameExecutionAndAnotherGoForAnother() throws Exception {
        var settings = Map.of("PipelineName", "deploy");

        assertThat(Invocation.of("go-1", settings)).isEqualTo(Invocation.of("go-1", settings));
        assertThat(Invocation.of("go-2", settings).execution())
                .isNotEqualTo(Invocation.of("go-1", settings).execution());
    }

    @Test
    public void refusesWhatIsNoListWithoutRepeatingIt() {
        for (String text : new String[] {"secret", "{\"name\":\"A\"}", "[\"secret\"]", "[{"}) {
            assertThatThrownBy(() -> Invocation.of("go", Map.of("PipelineName", "deploy", "Variables", text)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("`Variables` is no JSON list of objects, such as ")
                    .hasMessageNotContaining("secret");
        }
    }
}
