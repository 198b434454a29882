package io.jenkins.plugins.stagegate.plugin.job;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Jenkins was told of that a build has checked out. A build saves it in the moment in which it saves the checkout itself, so
 * after a restart nobody is told twice.
 */
final class CheckedOut extends InvisibleAction {
    /** Other threads may save them: replaced, never changed. */
    private volatile Set<String> told = new HashSet<>();

    private volatile Map<String, SCMRevisionState> states = new HashMap<>();

    /** Builds that say nothing about it are not gone through for ever. */
    private static final int MOST_BUILDS = 100;

    /** Whether Jenkins was told of the checkout of that name. */
    static boolean isTold(Run<?, ?> build, String name) {
        var known = build.getAction(CheckedOut.class);
        return known != null && known.told.contains(name);
    }

    /**
     * Notes that Jenkins is told of it now; whoever tells saves the build.
     *
     * @param state what is there now, for the SCM to compare with, if it says so
     */
    static void note(Run<?, ?> build, String name, SCM scm, Optional<SCMRevisionState> state) {
        synchronized (build) {
            var known = Optional.ofNullable(build.getAction(CheckedOut.class)).orElseGet(() -> {
                var made = new CheckedOut();
                build.addAction(made);
                return made;
            });
            known.add(name, scm, state);
        }
    }

    private void add(String name, SCM scm, Optional<SCMRevisionState> state) {
        var names = new HashSet<>(told);
        names.add(name);
        told = names;
        state.ifPresent(known -> {
            var all = new HashMap<>(states);
            all.put(scm.getKey(), known);
            states = all;
        });
    }

    /** What an SCM had before: in this build, or else in the newest one before it that checked it out. */
    static Optional<SCMRevisionState> before(Run<?, ?> build, SCM scm) {
        return Stream.<Run<?, ?>>iterate(build, Objects::nonNull, Run::getPreviousBuild)
                .limit(MOST_BUILDS)
                .map(one -> one.getAction(CheckedOut.class))
                .filter(Objects::nonNull)
                .flatMap(known -> Stream.ofNullable(known.states.get(scm.getKey())))
                .findFirst();
    }
}
