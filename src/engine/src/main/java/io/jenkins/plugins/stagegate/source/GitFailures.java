package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;

/** What a failed talk with a repository means, and how to mend it. */
final class GitFailures {
    /** Looked for where our own classes are, since a service is looked for wherever the thread happens to come from. */
    private static final boolean HAS_SSH = hasSsh();

    /** A status, as JGit says it behind the address. */
    private static final Pattern TROUBLE = Pattern.compile(": (429|5\\d\\d) ");

    private GitFailures() {}

    private static boolean hasSsh() {
        try {
            Class.forName(
                    "org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder",
                    false,
                    GitFailures.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Refuses what cannot be asked at all: JGit itself brings no ssh. */
    static void requirePossible(String url) throws SourceException {
        boolean ssh = GitAddress.of(url).isSsh();
        if (ssh && !HAS_SSH) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "The address " + url
                            + " needs ssh, which is not possible here. Use the repository's https address.");
        }
    }

    static SourceException of(GitAddress address, Throwable problem) {
        var url = withoutLogin(address.url());
        var barred = chain(problem)
                .filter(OutOfReachException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
        if (barred.isPresent()) {
            return new SourceException(
                    ActionFailure.PERMISSION, "The repository " + url + " was not asked: " + barred.get(), problem);
        }
        if (is(problem, UnknownHostException.class)) {
            return unreachable(url, "there is no host of that name", problem);
        }
        if (is(problem, ConnectException.class) || is(problem, NoRouteToHostException.class)) {
            return unreachable(url, "the host takes no connection", problem);
        }
        if (is(problem, SocketTimeoutException.class)) {
            return unreachable(url, "the host does not answer in time", problem);
        }
        if (is(problem, NoRemoteRepositoryException.class)) {
            return missing(address, url, problem);
        }
        if (says(problem, "server key did not validate")) {
            return unknownServer(url, problem);
        }
        if (refused(problem)) {
            return denied(address, url, problem);
        }
        if (is(problem, NotSupportedException.class)) {
            return missing(address, url, problem);
        }
        var trouble = TROUBLE.matcher(words(problem));
        if (trouble.find()) {
            return new SourceException(
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    "The server of " + url
                            + (trouble.group(1).equals("429")
                                    ? " is asked too often (429). Retry the stage in a while"
                                            + (address.credentialsId().isEmpty()
                                                    ? ", or name a login with credentialsId: whoever has one may ask more often."
                                                    : ".")
                                    : " has trouble (" + trouble.group(1) + "). Retry the stage in a while."),
                    problem);
        }
        return new SourceException(
                ActionFailure.SYSTEM_UNAVAILABLE,
                "Taking the source from " + url + " failed: " + words(problem) + ".",
                problem);
    }

    private static SourceException unreachable(String url, String reason, Throwable problem) {
        return new SourceException(
                ActionFailure.SYSTEM_UNAVAILABLE,
                "The repository " + url + " cannot be reached: " + reason
                        + ". Check the address and the network, then retry the stage.",
                problem);
    }

    /** Servers hide a repository from whoever may not see it, and so from a token that still waits for somebody's approval. */
    private static SourceException missing(GitAddress address, String url, Throwable problem) {
        var hidden = address.credentialsId()
                .map(id -> ", or the login '" + id + "' may not see it, or not yet. Check the address, and at the"
                        + " provider whether the token or key has access to this repository, and waits for no approval"
                        + " or single sign-on.")
                .orElse(". Check the address; a private repository also looks like this without a credentialsId.");
        return new SourceException(
                ActionFailure.CONFIGURATION, "There is no git repository at " + url + hidden, problem);
    }

    private static SourceException denied(GitAddress address, String url, Throwable problem) {
        var mend = address.credentialsId()
                .map(id -> "The login '" + id + "' was refused. It is wrong or has expired, or it may not read there,"
                        + " or not yet: check its password, token or key, and at the provider whether it waits for an approval"
                        + " or single sign-on.")
                .orElse(
                        url.equals(address.url())
                                ? "It wants a login, and the source action names none. Add a credentialsId to it."
                                : "The login in the address was refused. Name a credentialsId instead.");
        return new SourceException(
                ActionFailure.PERMISSION, "The repository " + url + " gave no access. " + mend, problem);
    }

    private static SourceException unknownServer(String url, Throwable problem) {
        return new SourceException(
                ActionFailure.PERMISSION,
                "The server of " + url
                        + " is not among the known hosts, or has another key than it had. Ask its owner for"
                        + " the right key, and add it with `ssh-keyscan` to the file of known hosts.",
                problem);
    }

    private static boolean refused(Throwable problem) {
        return says(problem, "not authorized")
                || says(problem, "authentication is required")
                || says(problem, "authentication not supported")
                || says(problem, "not permitted")
                || says(problem, "no more authentication methods")
                || says(problem, "cannot log in");
    }

    private static boolean says(Throwable problem, String words) {
        return chain(problem)
                .map(one -> String.valueOf(one.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(message -> message.contains(words));
    }

    private static boolean is(Throwable problem, Class<? extends Throwable> type) {
        return chain(problem).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> chain(Throwable problem) {
        return Stream.iterate(problem, one -> one != null, Throwable::getCause);
    }

    private static String words(Throwable problem) {
        return chain(problem)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((first, last) -> last)
                .orElse(problem.toString());
    }

    /** The address as commands of git can use it without its password; the user belongs to an address of ssh. */
    static String withoutPassword(GitAddress address) {
        return address.isSsh()
                ? address.url().replaceFirst("^([A-Za-z+]+://[^/:@]*):[^/]*@", "$1@")
                : withoutLogin(address.url());
    }

    /** The address as it may be shown: a login in it is left out. */
    static String withoutLogin(String url) {
        return url.replaceFirst("^([A-Za-z+]+://)[^/]*@", "$1");
    }
}
