/**
 * The file below a pipeline's journal: text records, appended and flushed, and what a crash leaves of them.
 *
 * <p>Start reading at {@link io.jenkins.plugins.stagegate.journal.RecordFile}. Nothing of it knows what a record means.
 */
package io.jenkins.plugins.stagegate.journal;
