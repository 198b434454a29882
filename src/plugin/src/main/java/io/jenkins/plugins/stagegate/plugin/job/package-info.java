/**
 * What a Pipeline job says of its release pipeline: the definition's text in the job, or in a file that an SCM holds.
 */
package io.jenkins.plugins.stagegate.plugin.job;
