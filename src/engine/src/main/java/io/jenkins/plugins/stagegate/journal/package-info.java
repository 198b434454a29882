/**
 * Where events are kept: {@link io.jenkins.plugins.stagegate.journal.Journal} for what a pipeline needs to go on, {@link
 * io.jenkins.plugins.stagegate.journal.History} for executions that have ended.
 */
package io.jenkins.plugins.stagegate.journal;
