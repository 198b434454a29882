/**
 * Processes that outlive this program: a script's process writes its own log and its own exit code, so that it can go on when
 * this program dies, and be found again by the next one.
 */
package io.jenkins.plugins.stagegate.local.process;
