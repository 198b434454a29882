/**
 * The release pipeline's own language: Groovy's syntax, read as data and never run.
 *
 * <p>Start reading at {@link io.jenkins.plugins.stagegate.dsl.Definition}. A text becomes tokens, these become calls, and each
 * word of the language has a form and a meaning in its place.
 */
package io.jenkins.plugins.stagegate.dsl;
