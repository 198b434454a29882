/**
 * What a release costs a Jenkins controller, beside the same flow in Declarative and in Scripted Pipeline.
 *
 * <p>It is compiled with the plugin's tests when the profile {@code bench} is on, since it needs the test harness.
 */
package io.jenkins.plugins.stagegate.bench.jenkins;
