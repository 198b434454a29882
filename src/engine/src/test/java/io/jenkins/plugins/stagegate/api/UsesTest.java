package io.jenkins.plugins.stagegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.runtime.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.Test;

/** Every execution of the shop takes the same bundle from its source. */
public class UsesTest {
    @Test
    public void tellsEveryPlaceWhereTheSameBundleWasMadeAndUsed() throws Exception {
        var past = past(2);

        var answer = Uses.of(past.get(1), page(past, new ArrayList<>()));

        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(StreamSupport.stream(answer.path("uses").spliterator(), false)
                        .map(use -> use.path("way").asText() + " #" + use.path("number") + " "
                                + use.path("actionName").asText()))
                .containsExactly("OUTPUT #2 App", "INPUT #2 Package", "OUTPUT #1 App", "INPUT #1 Package");
    }

    @Test
    public void doesNotLookBackForEver() throws Exception {
        var past = past(1_101);
        var asked = new ArrayList<Long>();

        var answer = Uses.of(past.get(0), page(past, asked));

        assertThat(asked).hasSize(10);
        assertThat(answer.path("complete").asBoolean()).isFalse();
        assertThat(answer.path("uses")).hasSize(2_000);
    }

    private static List<Execution> past(int count) throws Exception {
        var past = new ArrayList<>(Shop.past(count));
        Collections.reverse(past);
        return past;
    }

    private static Past page(List<Execution> past, List<Long> asked) {
        return (below, count) -> {
            asked.add(below);
            return past.stream()
                    .filter(one -> one.start().number() < below)
                    .limit(count)
                    .toList();
        };
    }
}
