package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.validation.Finding;
import io.jenkins.plugins.stagegate.validation.Validator;
import java.util.List;

/** What hosts call to get a pipeline from a text. */
public final class Definition {
    private Definition() {}

    /**
     * Reads the text and checks that it makes sense. Safe for all threads and for any text; throws nothing.
     *
     * @param fileName how messages call the text
     */
    public static Reading read(String fileName, String text) {
        return read(fileName, text, Gates.NONE);
    }

    /** The same where these gates are imposed on the pipeline. They are no part of what is read. */
    public static Reading read(String fileName, String text, Gates imposed) {
        Reading reading = DefinitionReader.read(fileName, text);
        if (!(reading instanceof Reading.Read read)) {
            return reading;
        }
        List<Finding> findings = Validator.validate(read.pipeline(), imposed);
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
