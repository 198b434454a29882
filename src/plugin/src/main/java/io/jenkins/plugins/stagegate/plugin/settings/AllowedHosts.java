package io.jenkins.plugins.stagegate.plugin.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts that Jenkins addresses because a definition says so.
 *
 * @param patterns names, and {@code *.} with a name for all below it; {@code *} is every host but this machine and what only it can
 *     see, which is also what none at all means
 */
record AllowedHosts(List<String> patterns) {
    private static final String OUTSIDE = "*";
    private static final Set<String> SCHEMES = Set.of("http", "https", "ssh");
    /** Names that the standard does not know, with an underscore: servers in containers have such. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:[^@/\\\\]*@)?([A-Za-z0-9._-]+)(?::\\d*)?");
    /** Where clouds keep the secrets of a machine, although the address looks like one of another machine. */
    private static final List<String> SECRETS_OF_MACHINES = List.of("fd00:ec2:", "fd20:ce:", "100.100.100.200");

    AllowedHosts {
        patterns = List.copyOf(patterns);
    }

    /** Those that a text has, apart by spaces or lines. */
    static AllowedHosts of(String text) {
        return new AllowedHosts(Arrays.stream(text.split("\\s+"))
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .toList());
    }

    /**
     * Makes sure that the address may be talked to.
     *
     * @param byProxy whether a proxy is asked for it, which may know names that this machine does not
     * @throws IOException if not; the message says why
     */
    void require(URI address, boolean byProxy) throws IOException {
        var host = host(address);
        if (host.isEmpty()
                || !SCHEMES.contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))) {
            throw new IOException(Messages.StageGateSettings_noWebAddress());
        }
        if (patterns.stream().anyMatch(pattern -> fits(host, pattern))) {
            return;
        }
        if (!patterns.isEmpty() && !patterns.contains(OUTSIDE)) {
            throw new IOException(Messages.StageGateSettings_notAllowed(host));
        }
        if (addresses(host, byProxy).anyMatch(AllowedHosts::isInside)) {
            throw new IOException(Messages.StageGateSettings_inside(host));
        }
    }

    private static String host(URI address) {
        if (address.getHost() != null) {
            return address.getHost().toLowerCase(Locale.ROOT);
        }
        var authority = AUTHORITY.matcher(String.valueOf(address.getRawAuthority()));
        return address.getRawAuthority() != null && authority.matches()
                ? authority.group(1).toLowerCase(Locale.ROOT)
                : "";
    }

    private static boolean fits(String host, String pattern) {
        return pattern.startsWith("*.")
                ? host.endsWith(pattern.substring(1))
                : host.equals(pattern) || host.equals("[" + pattern + "]");
    }

    private static Stream<InetAddress> addresses(String host, boolean byProxy) throws IOException {
        try {
            return Arrays.stream(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            if (byProxy) {
                return Stream.empty();
            }
            throw new IOException(Messages.StageGateSettings_unknownHost(host), e);
        }
    }

    /** This machine, and what only it can see: there clouds keep secrets. */
    private static boolean isInside(InetAddress address) {
        var text = address.getHostAddress().toLowerCase(Locale.ROOT);
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || SECRETS_OF_MACHINES.stream().anyMatch(text::startsWith)
                || isOwn(address);
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
