package io.jenkins.plugins.stagegate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public class ShrinkingTest {
    @Test
    public void leavesTheFirstMoveAndThoseThatBreakIt() {
        var moves = IntStream.range(0, 150).boxed().toList();
        assertThat(Shrinking.shrink(moves, some -> some.containsAll(List.of(17, 99))))
                .containsExactly(0, 17, 99);
    }
}
