package io.jenkins.plugins.stagegate.plugin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.Test;

public class PipelineNamesTest {
    @Test
    public void leavesAPlainNameAlone() {
        assertThat(PipelineNames.of("shop_v1.2-b")).isEqualTo("shop_v1.2-b");
    }

    @Test
    public void putsAnAtBetweenFolders() {
        assertThat(PipelineNames.of("team/shop")).isEqualTo("team@shop");
    }

    @Test
    public void encodesWhatCodePipelineDoesNotAllow() {
        assertThat(PipelineNames.of("team/shop/feature%2Flogin")).isEqualTo("team@shop@feature@@252Flogin");
        assertThat(PipelineNames.of("two words")).isEqualTo("two@@20words");
    }

    @Test
    public void readsBackWhatItWrote() {
        Stream.of("shop", "team/shop", "a/b/c", "team/%2F", " lead/ing ", "Gemüse/€", "feature%2Flogin", "a/ /b")
                .forEach(name -> assertThat(PipelineNames.fullName(PipelineNames.of(name)))
                        .as(name)
                        .contains(name));
    }

    @Test
    public void readsNoNameInTwoSpellings() {
        assertThat(PipelineNames.fullName("@@41")).isEmpty();
        assertThat(PipelineNames.fullName("shop@@zz")).isEmpty();
        assertThat(PipelineNames.fullName("@@FF")).isEmpty();
    }

    @Test
    public void cutsWhatIsTooLong() {
        var one = PipelineNames.of("x".repeat(200));
        assertThat(one).hasSize(100).matches("x+@@@@[0-9a-f]{12}");
        assertThat(PipelineNames.of("x".repeat(201))).isNotEqualTo(one);
        assertThat(PipelineNames.isCut(one)).isTrue();
        assertThat(PipelineNames.fullName(one)).isEmpty();
    }
}
