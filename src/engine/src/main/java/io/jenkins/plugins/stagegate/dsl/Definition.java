package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.validation.Finding;
import io.jenkins.plugins.stagegate.validation.Surroundings;
import io.jenkins.plugins.stagegate.validation.Validator;
import java.util.List;

/** What hosts call to get a pipeline from a text. */
public final class Definition {
    /** The longest text that is read, in characters. */
    public static final int LONGEST = 256 * 1024;

    private Definition() {}

    /**
     * Reads the text and checks that it makes sense. Safe for all threads and for any text; throws nothing.
     *
     * @param fileName how messages call the text
     */
    public static Reading read(String fileName, String text) {
        return read(fileName, text, Surroundings.NONE);
    }

    /** The same where the pipeline finds these surroundings. They are no part of what is read. */
    public static Reading read(String fileName, String text, Surroundings surroundings) {
        Reading reading = DefinitionReader.read(fileName, text);
        if (!(reading instanceof Reading.Read read)) {
            return reading;
        }
        List<Finding> findings = Validator.validate(read.pipeline(), surroundings);
        return findings.isEmpty()
                ? read
                : new Reading.Refused(findings.stream()
                        .map(finding -> problem(finding, read.positions()))
                        .sorted()
                        .toList());
    }

    private static Problem problem(Finding finding, Positions positions) {
        return Problem.of(finding.rule(), positions.of(finding), finding.explanation());
    }
}
