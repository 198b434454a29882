package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Run;
import hudson.tasks.Fingerprinter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that a build has to do with, as its page shows them. */
public final class Fingerprints {
    private Fingerprints() {}

    /** Shows a file, by what Jenkins' fingerprints know it by. */
    public static void show(Run<?, ?> build, String file, String fingerprint) {
        var known = build.getAction(Fingerprinter.FingerprintAction.class);
        var more = new LinkedHashMap<>(Map.of(file, fingerprint));
        if (known == null) {
            build.addAction(new Fingerprinter.FingerprintAction(build, more));
        } else {
            known.add(more);
        }
    }
}
