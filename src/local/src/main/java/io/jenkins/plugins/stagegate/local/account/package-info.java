/** What this machine answers to CodePipeline's clients: its pipelines, their declarations, and the keys that clients sign with. */
package io.jenkins.plugins.stagegate.local.account;
