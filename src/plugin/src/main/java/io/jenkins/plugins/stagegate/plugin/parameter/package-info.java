/**
 * What a person who starts an execution may choose, as parameters of the job: the variables that the definition declares, and
 * the revisions of its sources.
 */
package io.jenkins.plugins.stagegate.plugin.parameter;
