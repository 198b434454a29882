/**
 * CodePipeline's own wire protocol, so that its clients drive our pipelines: JSON 1.1, one operation a call.
 *
 * <p>A call goes through {@link io.jenkins.plugins.stagegate.codepipeline.Service}: the request is held against its shape, the
 * operation is carried out, and the answer is brought into its shape. Hosts bind it to HTTP and say by {@link
 * io.jenkins.plugins.stagegate.codepipeline.Account} which pipelines there are.
 */
package io.jenkins.plugins.stagegate.codepipeline;
