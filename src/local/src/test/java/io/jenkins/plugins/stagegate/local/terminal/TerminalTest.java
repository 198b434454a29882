package io.jenkins.plugins.stagegate.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;

public class TerminalTest {
    @Test
    public void hasColoursUnlessSomebodyWantsNone() {
        assertThat(Terminal.wantsColour(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(Terminal.wantsColour(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Terminal.wantsColour(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.wantsColour(Map.of())).isFalse();
    }
}
