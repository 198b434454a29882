/** What messages to people are made of: the word that somebody who mistyped probably meant. */
package io.jenkins.plugins.stagegate.wording;
