package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an action gave: in the build's record before the engine hears of it, so that a crash in between loses nothing. */
final class Product {
    private final String actionExecution;
    private final List<Bundle> bundles;
    private final Map<String, String> variables;
    private final String[] revision;

    /** Null in records of older versions. */
    private final Origin origin;

    Product(String actionExecution, List<Bundle> bundles, Map<String, String> variables, SourceRevision revision) {
        this.actionExecution = actionExecution;
        this.bundles = new ArrayList<>(bundles);
        this.variables = new LinkedHashMap<>(variables);
        this.revision = revision == null
                ? null
                : new String[] {revision.action(), revision.id(), revision.summary(), revision.url()};
        this.origin = revision == null ? null : Origin.of(revision);
    }

    /** The same, and that bundle, in place of an earlier one of its name. */
    Product with(Bundle bundle) {
        var more = new ArrayList<>(bundles);
        more.removeIf(known -> known.artifact().name().equals(bundle.artifact().name()));
        more.add(bundle);
        return new Product(actionExecution, more, variables, sourceRevision().orElse(null));
    }

    /** The same, and those variables. */
    Product with(Map<String, String> values) {
        var more = new LinkedHashMap<>(variables);
        more.putAll(values);
        return new Product(actionExecution, bundles, more, sourceRevision().orElse(null));
    }

    String actionExecution() {
        return actionExecution;
    }

    List<Bundle> bundles() {
        return bundles;
    }

    ActionOutcome outcome() {
        return new ActionOutcome(
                bundles.stream().map(Bundle::artifact).toList(), variables, sourceRevision(), ActionProgress.NONE);
    }

    private Optional<SourceRevision> sourceRevision() {
        return Optional.ofNullable(revision)
                .map(parts -> new SourceRevision(
                        parts[0],
                        parts[1],
                        parts[2],
                        parts[3],
                        Optional.ofNullable(origin).flatMap(Origin::author),
                        Optional.ofNullable(origin).flatMap(Origin::since)));
    }
}
