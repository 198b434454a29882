package io.jenkins.plugins.stagegate.arrival;

import java.util.Optional;

/**
 * What one trigger says to one change.
 *
 * @param trigger in the words of the definition
 * @param reason why it fires, or why not
 * @param start what it asks for; empty if it does not fire
 */
record Judgement(String trigger, String reason, Optional<Start> start) {
    static Judgement no(String trigger, String reason) {
        return new Judgement(trigger, reason, Optional.empty());
    }
}
