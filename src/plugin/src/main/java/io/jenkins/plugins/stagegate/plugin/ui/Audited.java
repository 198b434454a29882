package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.ExtensionPoint;
import hudson.model.Item;
import java.util.List;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A part of what jobs or folders are configured with, whose changes the audit log tells of. */
@Restricted(NoExternalUse.class)
public interface Audited extends ExtensionPoint {
    /** What it is, such as {@code gates}. */
    String what();

    /** What the item has of it now; {@link State#NOTHING} for items that can have none. */
    State of(Item item);

    /**
     * What somebody has configured.
     *
     * @param identity equal for what means the same
     * @param words for people, without anything secret
     */
    record State(List<String> identity, List<String> words) {
        /** Nothing is configured. */
        public static final State NOTHING = new State(List.of(), List.of());

        public State {
            identity = List.copyOf(identity);
            words = List.copyOf(words);
        }

        /** That of a list. */
        public static <T> State of(List<T> list, Function<T, String> identity, Function<T, String> words) {
            return new State(
                    list.stream().map(identity).toList(),
                    list.stream().map(words).toList());
        }
    }
}
