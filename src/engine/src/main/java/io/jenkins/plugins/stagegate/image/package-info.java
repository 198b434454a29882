/** Where source actions learn which image a tag is: the registries of the OCI distribution specification. */
package io.jenkins.plugins.stagegate.image;
