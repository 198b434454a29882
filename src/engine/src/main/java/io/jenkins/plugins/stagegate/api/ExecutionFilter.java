package io.jenkins.plugins.stagegate.api;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which executions somebody looks for: those that fit all that is asked.
 *
 * @param status CodePipeline's name of a status, {@code Failed}; empty for any
 * @param succeededInStage a stage in which they succeeded; empty for any
 * @param text what is somewhere in the number, the id, a revision, its message or author, who or what started them, or why they ended so;
 *     empty for anything
 */
public record ExecutionFilter(String status, String succeededInStage, String text) {
    private static final int PIECE = 100;

    /** From the parameters of an address. */
    public static ExecutionFilter of(Map<String, String> query) {
        return new ExecutionFilter(
                query.getOrDefault("status", ""),
                query.getOrDefault("succeededInStage", ""),
                query.getOrDefault("text", "").strip());
    }

    /** Whether the execution fits. */
    public boolean fits(Execution execution) {
        return (status.isEmpty() || execution.status().label().equals(status))
                && (succeededInStage.isEmpty()
                        || execution
                                .stage(succeededInStage)
                                .map(StageRun::status)
                                .filter(StageStatus.SUCCEEDED::equals)
                                .isPresent())
                && (text.isEmpty() || words(execution).anyMatch(has(text)));
    }

    private static Predicate<String> has(String text) {
        var sought = text.toLowerCase(Locale.ROOT);
        return words -> words.toLowerCase(Locale.ROOT).contains(sought);
    }

    private static Stream<String> words(Execution execution) {
        var start = execution.start();
        var ofTheStart =
                Stream.of("#" + start.number(), execution.id(), start.trigger().detail(), execution.summary());
        var ofTheChange = execution.revisions().stream().flatMap(ExecutionFilter::words);
        return Stream.concat(ofTheStart, ofTheChange);
    }

    private static Stream<String> words(SourceRevision revision) {
        return Stream.of(revision.id(), revision.summary(), revision.author().orElse(""));
    }

    /** At most {@code count} executions that fit, by falling number, below a number. */
    public List<Execution> page(Past past, long below, int count) throws IOException {
        var found = new ArrayList<Execution>();
        long at = below;
        while (found.size() < count) {
            int wanted = anything() ? count : PIECE;
            var piece = past.latest(at, wanted);
            piece.stream().filter(this::fits).limit(count - found.size()).forEach(found::add);
            if (piece.size() < wanted) {
                break;
            }
            at = piece.get(piece.size() - 1).start().number();
        }
        return found;
    }

    private boolean anything() {
        return status.isEmpty() && succeededInStage.isEmpty() && text.isEmpty();
    }
}
