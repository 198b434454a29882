/**
 * Workers outside that perform actions of custom types: CodePipeline's job worker protocol. {@link
 * io.jenkins.plugins.stagegate.worker.JobBoard} answers workers, {@link io.jenkins.plugins.stagegate.worker.ActionTypes} keeps
 * the types.
 */
package io.jenkins.plugins.stagegate.worker;
