package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A way to tell people that their decision is wanted: a plugin adds one by an extension.
 *
 * <p>Called with the rights of Jenkins itself, on a thread of its own, which may wait for the network but not without end. A notice is sent again if Jenkins
 * crashes in the moment of sending; its token tells one request from another.
 */
public interface ApprovalNotifier extends ExtensionPoint {
    /** The word by which definitions and gates ask for this way, such as {@code email}: letters, digits and {@code -}. */
    String channel();

    /**
     * What is wrong with an address, as far as it shows without asking anybody; empty if nothing is. A definition with such an
     * address is refused with this sentence. Must not wait, and may be called by any thread.
     *
     * @param address in the words of the channel, as somebody wrote it
     */
    default Optional<String> problem(String address) {
        return Optional.empty();
    }

    /**
     * Tells somebody.
     *
     * @param address whom, in the words of the channel
     * @throws IOException if nobody could be told; the message goes into the build's log, and the approval waits all the same
     */
    void tell(ApprovalNotice notice, String address) throws IOException, InterruptedException;

    /** The names of all ways that are installed. */
    static Set<String> channels() {
        return ExtensionList.lookup(ApprovalNotifier.class).stream()
                .map(ApprovalNotifier::channel)
                .collect(Collectors.toSet());
    }

    /** The way of that name, if a plugin brings it. */
    static Optional<ApprovalNotifier> of(String channel) {
        return ExtensionList.lookup(ApprovalNotifier.class).stream()
                .filter(notifier -> notifier.channel().equals(channel))
                .findFirst();
    }
}
