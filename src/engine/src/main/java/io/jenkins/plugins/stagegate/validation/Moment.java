package io.jenkins.plugins.stagegate.validation;

/**
 * A time in every execution, as far as the declaration determines it.
 *
 * @param runOrder that of an action; 0 before all actions of the stage, {@link Integer#MAX_VALUE} after them
 */
record Moment(int stageIndex, int runOrder) {
    /** Whether what happens at this moment is certain to be done at the other. */
    boolean precedes(Moment other) {
        return stageIndex < other.stageIndex || (stageIndex == other.stageIndex && runOrder < other.runOrder);
    }
}
