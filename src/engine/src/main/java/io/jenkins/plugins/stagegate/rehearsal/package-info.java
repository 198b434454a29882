/**
 * Rehearsals: a pipeline on the real decisions with a clock that costs no time. Nothing is performed and nothing is stored.
 *
 * <p>Start reading at {@link io.jenkins.plugins.stagegate.rehearsal.Rehearsal}. A {@link
 * io.jenkins.plugins.stagegate.rehearsal.Scenario} says what happens to the pipeline, a {@link
 * io.jenkins.plugins.stagegate.rehearsal.Recording} what became of it, and {@link
 * io.jenkins.plugins.stagegate.rehearsal.TimelineText} and {@link
 * io.jenkins.plugins.stagegate.rehearsal.TimelinePage} show that to people.
 */
package io.jenkins.plugins.stagegate.rehearsal;
