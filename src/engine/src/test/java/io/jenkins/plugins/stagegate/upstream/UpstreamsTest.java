package io.jenkins.plugins.stagegate.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class UpstreamsTest {
    @Test
    public void theNamesAreThoseOfTheTriggersEachOnce() {
        assertThat(Upstreams.of(Optional.of(startedBy("shop", "billing", "shop"))))
                .containsExactly("shop", "billing");
    }

    @Test
    public void aRowOfPipelinesIsNoCircle() {
        var definitions = Map.of("b", startedBy("a"), "c", startedBy("b", "a"), "a", startedBy());

        assertThat(Upstreams.circle("c", name -> Optional.ofNullable(definitions.get(name))))
                .isEmpty();
    }

    @Test
    public void aCircleIsToldInTheOrderInWhichTheyStartEachOther() {
        var definitions = Map.of("a", startedBy("c"), "b", startedBy("a"), "c", startedBy("b", "elsewhere"));

        assertThat(Upstreams.circle("a", name -> Optional.ofNullable(definitions.get(name))))
                .hasValue("Pipelines that start each other would never end: a -> b -> c -> a."
                        + " Take one of the triggers away.");
    }

    @Test
    public void aPipelineThatStartsItselfIsACircle() {
        assertThat(Upstreams.circle("a", name -> Optional.of(startedBy("a")))).isPresent();
    }

    @Test
    public void aCircleThatAnotherIsCaughtInIsNotThisOnes() {
        var definitions = Map.of("a", startedBy("b"), "b", startedBy("c"), "c", startedBy("b"));

        assertThat(Upstreams.circle("a", name -> Optional.ofNullable(definitions.get(name))))
                .isEmpty();
    }

    private static Pipeline startedBy(String... names) {
        var triggers = new StringBuilder();
        for (String name : names) {
            triggers.append("pipeline '").append(name).append("'\n");
        }
        var text =
                """
                releasePipeline {
                    triggers { %s }
                    stages {
                        stage('Source') { source('App') { scm(); output 'Sources' } }
                        stage('Build') { build('Package') { commands 'make' } }
                    }
                }
                """
                        .formatted(triggers);
        return ((Reading.Read) Definition.read("Jenkinsfile", text)).pipeline();
    }
}
