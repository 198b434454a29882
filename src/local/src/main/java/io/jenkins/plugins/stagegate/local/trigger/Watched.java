package io.jenkins.plugins.stagegate.local.trigger;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.source.GitAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A source action of git, and the repository that it takes from.
 *
 * @param own whether that is the one that the definition lies in, whose newest commits only looking finds
 */
record Watched(String action, GitAddress address, boolean own) {
    /** Those of a pipeline. */
    static List<Watched> of(Pipeline pipeline, Path home) {
        return pipeline.stages().get(0).actions().stream()
                .filter(action -> action.type().provider().equals(ActionType.GIT))
                .flatMap(action -> of(action, home).stream())
                .toList();
    }

    private static Optional<Watched> of(Action action, Path home) {
        var settings = action.configuration();
        if (!Boolean.parseBoolean(settings.get("scm"))) {
            return Optional.of(
                    new Watched(action.name(), GitAddress.of(settings).from(home), false));
        }
        var folder = new FileRepositoryBuilder().findGitDir(home.toFile()).getGitDir();
        return Optional.ofNullable(folder)
                .map(found -> new Watched(action.name(), GitAddress.of(found.toString()), true));
    }

    /** Whether the trigger is about this source action. */
    boolean concerns(Trigger trigger) {
        return trigger.sourceAction().map(action::equals).orElse(true);
    }

    /** The name under which it is remembered what was seen there. */
    String key() {
        return "heads of " + action + " at " + address.url().replaceFirst("//[^/@]*@", "//");
    }
}
