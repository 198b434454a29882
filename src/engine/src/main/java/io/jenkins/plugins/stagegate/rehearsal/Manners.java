package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.rehearsal.Manner.Go;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How actions and rules behave, as all lines say together. */
record Manners(List<Manner> lines) {
    /** How long anything takes of which nothing is said. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    Manners {
        lines = lines.stream().sorted(Comparator.comparingInt(Manner::weight)).toList();
    }

    Duration takes(Go go) {
        return last(go, Manner::takes).orElse(USUAL);
    }

    boolean good(Go go) {
        return last(go, Manner::good).orElse(true);
    }

    Map<String, String> gives(Go go) {
        var all = new LinkedHashMap<String, String>();
        lines.stream().filter(line -> line.fits(go)).forEach(line -> all.putAll(line.gives()));
        return all;
    }

    private <T> Optional<T> last(Go go, Function<Manner, Optional<T>> what) {
        return lines.stream()
                .filter(line -> what.apply(line).isPresent() && line.fits(go))
                .reduce((first, second) -> second)
                .flatMap(what);
    }
}
