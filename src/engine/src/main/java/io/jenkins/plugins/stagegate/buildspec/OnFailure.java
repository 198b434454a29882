package io.jenkins.plugins.stagegate.buildspec;

import java.util.Optional;
import java.util.regex.Pattern;

/** What follows when a phase has failed: {@code on-failure}. */
public sealed interface OnFailure {
    /** How often a build can be tried again: CodeBuild's limit. */
    int MOST = 100;

    /** The phases that CodeBuild lets follow: {@code post_build} after {@code build}, otherwise none. */
    record Usual() implements OnFailure {}

    /** Nothing more runs. */
    record Abort() implements OnFailure {}

    /** The next phase runs. */
    record Continue() implements OnFailure {}

    /**
     * The build begins anew.
     *
     * @param times how often at most
     * @param message an extended regular expression that the error's message has to match
     */
    record Retry(int times, String message) implements OnFailure {}

    /** What a file writes there, if it is one of the words. */
    static Optional<OnFailure> of(String text) {
        var retry = Pattern.compile("RETRY(?:-(\\d{1,3})(?=-|$))?(?:-(.+))?").matcher(text);
        if (text.equals("ABORT")) {
            return Optional.of(new Abort());
        }
        if (text.equals("CONTINUE")) {
            return Optional.of(new Continue());
        }
        if (!retry.matches()) {
            return Optional.empty();
        }
        int times = Optional.ofNullable(retry.group(1)).map(Integer::valueOf).orElse(3);
        var message = Optional.ofNullable(retry.group(2)).orElse(".*");
        return times > MOST ? Optional.empty() : Optional.of(new Retry(times, message));
    }
}
