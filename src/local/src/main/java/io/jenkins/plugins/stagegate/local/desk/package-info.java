/** Requests about a pipeline and their answers, in the shapes of the view's contract. */
package io.jenkins.plugins.stagegate.local.desk;
