package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many commands are decided on in a second, in memory, by one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Decisions {
    private PipelineState before;

    /** Defines the pipeline, and lets one execution pass so that its stages have a past. */
    @Setup
    public void define() throws Exception {
        var desk = InMemory.defined(ExecutionMode.SUPERSEDED, events -> {});
        Release.pass(desk, "first");
        before = desk.state();
    }

    /** One execution from its start to its end. */
    @Benchmark
    @OperationsPerInvocation(Release.COMMANDS)
    public PipelineState release() throws Exception {
        var desk = new InMemory(before, events -> {});
        Release.pass(desk, "second");
        desk.forget();
        return desk.state();
    }
}
