/**
 * A flow execution without Groovy for the ordinary Pipeline job type.
 *
 * <p>The engine decides which action starts when; the flow only runs the steps inside an action and shows stages, actions
 * and steps as an ordinary flow graph. {@link io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowExecution} is what a host
 * drives; it reports to its {@link io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowHost}.
 */
package io.jenkins.plugins.stagegate.plugin.flow;
