/**
 * Where source actions take their revisions from. Both hosts use it; start reading at {@link
 * io.jenkins.plugins.stagegate.source.GitSource}.
 */
package io.jenkins.plugins.stagegate.source;
