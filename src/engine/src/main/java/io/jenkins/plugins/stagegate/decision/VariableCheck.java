package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compares a variable with a value: CodePipeline's rule {@code VariableCheck}. */
final class VariableCheck implements BuiltInRule {
    @Override
    public Optional<Judgement> judge(Map<String, String> configuration, Instant now) {
        var actual = configuration.getOrDefault("Variable", "");
        var wanted = configuration.getOrDefault("Value", "");
        var operator = configuration.getOrDefault("Operator", "EQ");
        return Optional.of(
                switch (operator) {
                    case "EQ" -> judgement(actual.equals(wanted), actual, operator, wanted);
                    case "NE" -> judgement(!actual.equals(wanted), actual, operator, wanted);
                    case "CONTAINS" -> judgement(actual.contains(wanted), actual, operator, wanted);
                    case "MATCHES" -> matches(actual, wanted);
                    default ->
                        new Judgement(
                                false, "The operator '" + operator + "' is not one of EQ, NE, CONTAINS, MATCHES.");
                });
    }

    private static Judgement matches(String actual, String pattern) {
        try {
            var found =
                    Pattern.compile(pattern).matcher(new MeteredText(actual)).matches();
            return judgement(found, actual, "MATCHES", pattern);
        } catch (PatternSyntaxException e) {
            return new Judgement(false, "The pattern '" + pattern + "' is not valid: " + e.getDescription() + ".");
        } catch (MeteredText.SpentException e) {
            return new Judgement(
                    false, "The pattern '" + pattern + "' needs too many steps on this value; make it simpler.");
        }
    }

    private static Judgement judgement(boolean holds, String actual, String operator, String wanted) {
        return new Judgement(holds, "'" + actual + "' " + operator + " '" + wanted + "' is " + holds + ".");
    }
}
