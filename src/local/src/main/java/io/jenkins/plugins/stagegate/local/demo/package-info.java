/** The sample project that {@code stage-gate demo} lays out. */
package io.jenkins.plugins.stagegate.local.demo;
