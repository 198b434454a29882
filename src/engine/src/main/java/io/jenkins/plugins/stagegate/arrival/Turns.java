package io.jenkins.plugins.stagegate.arrival;

import java.io.IOException;
import java.util.Optional;

/**
 * Tells a commit that a branch was taken back to from one that is only heard of once more.
 *
 * @param place where the commits are: what takes the repository, and the branch or tag
 */
record Turns(TriggeredPipeline pipeline, String place) {

    /**
     * The token of the execution that the commit is to start, or has started. It has another turn if the branch's newest until then
     * started an execution after that of the commit: then the branch has been there and gone on, and has come back.
     *
     * @param before the branch's newest until then; empty if that is not known
     */
    String token(String commit, Optional<String> before) throws IOException {
        int turns = turns(commit);
        if (turns == 0) {
            return token(commit, 1);
        }
        long since = before.isPresent() ? number(before.get(), turns(before.get())) : 0;
        return token(commit, since > number(commit, turns) ? turns + 1 : turns);
    }

    private int turns(String commit) throws IOException {
        int turns = 0;
        while (pipeline.started(token(commit, turns + 1)).isPresent()) {
            turns++;
        }
        return turns;
    }

    /** The number of the execution that the commit started at its turn; 0 if there is none, or it has been forgotten. */
    private long number(String commit, int turn) throws IOException {
        return pipeline.started(token(commit, turn))
                .filter(number -> number.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private String token(String commit, int turn) {
        return Judge.token(place + "\n" + commit + (turn == 1 ? "" : "\n" + turn));
    }
}
