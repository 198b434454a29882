package io.jenkins.plugins.stagegate.trigger;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a repository is, however that is spelled: by https or ssh, with or without login and {@code .git}.
 *
 * @param port empty if it is the one that everybody takes for the kind of address: of one server, https and ssh have different
 *     ones. Any other port may be another server's.
 */
record RepositoryAddress(String host, String port, String path) {
    private static final Pattern SHORT_SSH = Pattern.compile("([^/@]+@)?([^/:]+):(?!//)(.*)");
    private static final Pattern URL =
            Pattern.compile("([a-z+]+)://(?:[^/@]*@)?(\\[[^/\\]]*]|[^/:]*)(?::(\\d*))?/+(.*)");
    private static final Map<String, String> USUAL_PORTS =
            Map.of("https", "443", "http", "80", "ssh", "22", "git+ssh", "22", "git", "9418");

    /** The place of an address. Hosts do not care for upper and lower case; the well-known servers do not for paths either. */
    static RepositoryAddress of(String address) {
        var text =
                address.strip().toLowerCase(Locale.ROOT).replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        var url = URL.matcher(text);
        if (url.matches()) {
            var port = url.group(3) == null || url.group(3).equals(USUAL_PORTS.get(url.group(1))) ? "" : url.group(3);
            // Bitbucket Data Center has the word in addresses of https alone.
            return new RepositoryAddress(url.group(2), port, url.group(4).replaceFirst("^scm/", ""));
        }
        var ssh = SHORT_SSH.matcher(text);
        return ssh.matches()
                ? new RepositoryAddress(ssh.group(2), "", ssh.group(3).replaceFirst("^/+", ""))
                : new RepositoryAddress("", "", text);
    }

    static boolean same(String one, String other) {
        return !one.isBlank() && of(one).equals(of(other));
    }

    /** Whether they are the same, or would be if only the ports were. */
    static boolean alike(String one, String other) {
        return !one.isBlank() && of(one).withoutPort().equals(of(other).withoutPort());
    }

    private RepositoryAddress withoutPort() {
        return new RepositoryAddress(host, "", path);
    }
}
