package io.jenkins.plugins.stagegate.decision;

import java.util.Collection;
import java.util.Set;

/**
 * Who gives a command, as the host knows them.
 *
 * @param groups what the host says they belong to
 * @param vouched true if the host lets them decide whatever the definition says of approvers: the owner of a laptop, an
 *     administrator
 */
public record Actor(String name, Set<String> groups, boolean vouched) {
    /** The engine itself: policies, timeouts. */
    public static final Actor ENGINE = new Actor("stage-gate", Set.of(), false);

    public Actor {
        groups = Set.copyOf(groups);
    }

    /** Whether one of these users or groups is this actor. */
    boolean isAmong(Collection<String> usersAndGroups) {
        return usersAndGroups.stream().anyMatch(one -> one.equals(name) || groups.contains(one));
    }
}
