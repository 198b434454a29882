/**
 * What the outside sees of a pipeline and can ask of it, as JSON in CodePipeline's names and shapes. One implementation for
 * both hosts; what CodePipeline lacks is added under names of its own.
 */
package io.jenkins.plugins.stagegate.api;
