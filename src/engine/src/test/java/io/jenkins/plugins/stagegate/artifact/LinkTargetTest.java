package io.jenkins.plugins.stagegate.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class LinkTargetTest {
    @Test
    public void staysInsideWhenItGoesDown() {
        for (String target : List.of("b", "./b", "b/c", ".", "b/./c", "..b", "b..")) {
            assertThat(new LinkTarget(target).staysInside("a")).as(target).isTrue();
        }
    }

    @Test
    public void staysInsideWhenItGoesUpNoFurtherThanTheRoot() {
        assertThat(new LinkTarget("../b").staysInside("x/a")).isTrue();
        assertThat(new LinkTarget("../../b").staysInside("x/y/a")).isTrue();
        assertThat(new LinkTarget("./.././b").staysInside("x/a")).isTrue();
    }

    @Test
    public void leadsOutWhenItGoesUpTooFar() {
        assertThat(new LinkTarget("..").staysInside("a")).isFalse();
        assertThat(new LinkTarget("../../b").staysInside("x/a")).isFalse();
    }

    @Test
    public void mayLeadOutWhenItGoesUpBehindAnotherLink() {
        assertThat(new LinkTarget("b/../c").staysInside("a")).isFalse();
        assertThat(new LinkTarget("../b/../c").staysInside("x/a")).isFalse();
    }

    @Test
    public void leadsOutWhenItIsAbsolute() {
        for (String target : List.of("/etc/passwd", "C:/x", "c:\\x", "\\\\server\\x", "")) {
            assertThat(new LinkTarget(target).staysInside("a")).as(target).isFalse();
        }
    }
}
