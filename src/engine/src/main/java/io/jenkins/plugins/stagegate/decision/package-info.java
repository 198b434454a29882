/**
 * The decisions: pure functions over events, without clock, thread, random or I/O.
 *
 * <ul>
 *   <li>{@link io.jenkins.plugins.stagegate.decision.Decider#decide decide(state, command, now)} gives events: what happened,
 *   <li>{@link io.jenkins.plugins.stagegate.decision.Evolution#evolve evolve(state, event)} gives the next state: what is,
 *   <li>{@link io.jenkins.plugins.stagegate.decision.Effects#of effects(state, event)} gives what must be done outside.
 * </ul>
 *
 * <p>The aggregate is the pipeline with all its executions, since locks and superseding span executions. {@link
 * io.jenkins.plugins.stagegate.decision.Admission} (who may enter a stage) is kept apart from {@link
 * io.jenkins.plugins.stagegate.decision.Scheduling} (which action starts next), so that a guest that runs its own steps can
 * use the first alone.
 */
package io.jenkins.plugins.stagegate.decision;
