package io.jenkins.plugins.stagegate.plugin.gate;

import hudson.model.Failure;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.model.Glob;
import io.jenkins.plugins.stagegate.model.InvalidGlobException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** What people write into the fields of a gate, and what is wrong with it. */
final class GateText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,50}");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(60);

    private GateText() {}

    /** What is wrong with a gate's name, if anything. */
    static Optional<String> nameProblem(String name) {
        return NAME.matcher(name).matches() ? Optional.empty() : Optional.of(Messages.GateText_name(name));
    }

    /** A folder's full name as people write it, without slashes at its ends. */
    static String folder(String name) {
        return name == null ? "" : name.strip().replaceAll("^/+|/+$", "");
    }

    /** What is wrong with the name of a folder, if anything; none at all is fine. */
    static Optional<String> folderProblem(String name) {
        return Arrays.stream(name.split("/", -1)).anyMatch(part -> !name.isEmpty() && !isItem(part))
                ? Optional.of(Messages.GateText_folder(name))
                : Optional.empty();
    }

    private static boolean isItem(String name) {
        try {
            Jenkins.checkGoodName(name);
            return true;
        } catch (Failure e) {
            return false;
        }
    }

    /** What is wrong with a pattern for stages, if anything. */
    static Optional<String> stagesProblem(String pattern) {
        if (pattern.isBlank()) {
            return Optional.of(Messages.GateText_noStages());
        }
        try {
            Glob.of(pattern);
            return Optional.empty();
        } catch (InvalidGlobException e) {
            return Optional.of(Messages.GateText_stages(pattern, e.getMessage()));
        }
    }

    /** What is wrong with a time, if anything; none at all is fine. */
    static Optional<String> timeoutProblem(String text) {
        return text.isBlank()
                        || duration(text)
                                .filter(time -> time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0)
                                .isPresent()
                ? Optional.empty()
                : Optional.of(Messages.GateText_timeout(text));
    }

    /** What is wrong with the lines that say whom to tell, if anything. */
    static Optional<String> notifyProblem(String text) {
        return lines(text)
                .filter(line -> notification(line).isEmpty())
                .findFirst()
                .map(Messages::GateText_notify);
    }

    static Optional<Duration> duration(String text) {
        var parts = TIME.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /** Users and groups, apart by commas or lines. */
    static List<String> people(String text) {
        return Arrays.stream(text.split("[,\\n]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static List<Notification> notifications(String text) {
        return lines(text).flatMap(line -> notification(line).stream()).toList();
    }

    private static java.util.stream.Stream<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    private static Optional<Notification> notification(String line) {
        var parts = line.split(":?\\s+", 2);
        return parts.length == 2 && parts[0].matches("[A-Za-z0-9-]+")
                ? Optional.of(new Notification(parts[0], parts[1]))
                : Optional.empty();
    }
}
