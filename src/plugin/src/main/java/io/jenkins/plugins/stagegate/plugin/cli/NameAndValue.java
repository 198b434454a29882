package io.jenkins.plugins.stagegate.plugin.cli;

import hudson.AbortException;

/** What is written {@code NAME=VALUE} on a command line; the value may have further equals signs. */
record NameAndValue(String name, String value) {
    static NameAndValue of(String text) throws AbortException {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new AbortException(Messages.NameAndValue_malformed(text));
        }
        return new NameAndValue(text.substring(0, at), text.substring(at + 1));
    }
}
