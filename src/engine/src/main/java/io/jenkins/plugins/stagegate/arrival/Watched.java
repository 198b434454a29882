package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.source.GitAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A source action of git, and the repository that it takes from.
 *
 * @param name what deliveries call the repository, if they do not call it by its address
 * @param own whether that is the one that the definition lies in
 * @param readable whether it is a git repository that can be asked; of another one only what arrives is known
 */
public record Watched(String action, GitAddress address, Optional<String> name, boolean own, boolean readable) {
    /** The repository of that address. */
    public static Watched of(String action, GitAddress address, boolean own) {
        return new Watched(action, address, Optional.empty(), own, true);
    }

    /**
     * Those of a pipeline.
     *
     * @param named what takes a repository by its {@code url}, given the address
     * @param own what takes the repository of the definition, given the action's name; nothing if that cannot be watched
     */
    public static List<Watched> of(
            Pipeline pipeline, Function<GitAddress, GitAddress> named, Function<String, Optional<Watched>> own) {
        return pipeline.stages().get(0).actions().stream()
                .filter(action -> action.type().provider().equals(ActionType.GIT))
                .flatMap(action -> of(action, named, own).stream())
                .toList();
    }

    private static Optional<Watched> of(
            Action action, Function<GitAddress, GitAddress> named, Function<String, Optional<Watched>> own) {
        var settings = action.configuration();
        return Boolean.parseBoolean(settings.get("scm"))
                ? own.apply(action.name())
                : Optional.of(of(action.name(), named.apply(GitAddress.of(settings)), false));
    }

    /** Whether the trigger is about this source action. */
    public boolean concerns(Trigger trigger) {
        return trigger.sourceAction().map(action::equals).orElse(true);
    }

    /** What deliveries call the repository. */
    String called() {
        return name.orElse(address.url());
    }

    /** The name under which it is remembered what was seen there. */
    String key() {
        return "heads of " + action + " at " + address.url().replaceFirst("//[^/@]*@", "//");
    }
}
