package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Structures as the AWS command line writes them: {@code status=Approved,summary=Looks good}. */
final class Shorthand {
    private Shorthand() {}

    /**
     * Reads the members. A value goes on until the next known member, so that people can write commas.
     *
     * @param option for the message
     */
    static Map<String, String> parse(String option, String text, List<String> members) throws UserException {
        var starts = Pattern.compile("(?:^|,)(" + String.join("|", members) + ")=")
                .matcher(text)
                .results()
                .toList();
        if (starts.isEmpty() || starts.get(0).start() != 0) {
            throw UserException.usage(
                    "Expected " + option + " " + String.join("=...,", members) + "=..., found '" + text + "'.");
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < starts.size(); i++) {
            MatchResult start = starts.get(i);
            int end = i + 1 < starts.size() ? starts.get(i + 1).start() : text.length();
            values.put(start.group(1), text.substring(start.end(), end));
        }
        return values;
    }
}
