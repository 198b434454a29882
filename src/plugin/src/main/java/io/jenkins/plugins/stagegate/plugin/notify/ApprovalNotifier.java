package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.io.IOException;
import java.util.Optional;

/**
 * A way to tell people that their decision is wanted: a plugin adds one by an extension.
 *
 * <p>Called with the rights of Jenkins itself, on a thread of its own, which may wait for the network but not without end. A notice is sent again if Jenkins
 * crashes in the moment of sending; its token tells one request from another.
 */
public interface ApprovalNotifier extends ExtensionPoint {
    /** The word by which definitions ask for this way, such as {@code email}. */
    String channel();

    /**
     * Tells somebody.
     *
     * @param address whom, in the words of the channel
     * @throws IOException if nobody could be told; the message goes into the build's log, and the approval waits all the same
     */
    void tell(ApprovalNotice notice, String address) throws IOException, InterruptedException;

    /** The way of that name, if a plugin brings it. */
    static Optional<ApprovalNotifier> of(String channel) {
        return ExtensionList.lookup(ApprovalNotifier.class).stream()
                .filter(notifier -> notifier.channel().equals(channel))
                .findFirst();
    }
}
