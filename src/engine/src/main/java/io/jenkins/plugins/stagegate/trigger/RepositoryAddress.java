package io.jenkins.plugins.stagegate.trigger;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether two addresses are of one repository, be they of https or ssh, with or without login, port and {@code .git}. */
final class RepositoryAddress {
    private static final Pattern SHORT_SSH = Pattern.compile("([^/@]+@)?([^/:]+):(?!//)(.*)");
    private static final Pattern URL = Pattern.compile("[a-z+]+://(?:[^/@]*@)?([^/:]*)(?::\\d+)?/+(.*)");

    private RepositoryAddress() {}

    static boolean same(String one, String other) {
        return !one.isBlank() && plain(one).equals(plain(other));
    }

    /** Host and path. Hosts do not care for upper and lower case; the well-known servers do not for paths either. */
    private static String plain(String address) {
        var text =
                address.strip().toLowerCase(Locale.ROOT).replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        var url = URL.matcher(text);
        if (url.matches()) {
            // Bitbucket Data Center has the word in addresses of https alone.
            return url.group(1) + "/" + url.group(2).replaceFirst("^scm/", "");
        }
        var ssh = SHORT_SSH.matcher(text);
        return ssh.matches() ? ssh.group(2) + "/" + ssh.group(3).replaceFirst("^/+", "") : text;
    }
}
