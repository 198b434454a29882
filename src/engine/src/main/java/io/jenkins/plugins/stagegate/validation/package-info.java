/**
 * Whether a pipeline makes sense, in whatever spelling it came: one class a rule.
 *
 * <p>Start reading at {@link io.jenkins.plugins.stagegate.validation.Validator}.
 */
package io.jenkins.plugins.stagegate.validation;
