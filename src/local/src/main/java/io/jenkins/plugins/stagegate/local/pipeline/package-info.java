/** Pipelines on this machine: their definitions, their state on disk, and who holds them. */
package io.jenkins.plugins.stagegate.local.pipeline;
