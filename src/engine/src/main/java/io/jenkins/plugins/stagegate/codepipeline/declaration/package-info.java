/** CodePipeline's JSON spelling of a pipeline: reading it into our model, and writing our model in it. */
package io.jenkins.plugins.stagegate.codepipeline.declaration;
