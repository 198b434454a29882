/**
 * What a pipeline keeps on disk: {@link io.jenkins.plugins.stagegate.journal.Journal} for what it needs to go on, {@link
 * io.jenkins.plugins.stagegate.journal.History} for executions that have ended. Both stand on {@link
 * io.jenkins.plugins.stagegate.journal.RecordFile}, which knows nothing of either.
 */
package io.jenkins.plugins.stagegate.journal;
