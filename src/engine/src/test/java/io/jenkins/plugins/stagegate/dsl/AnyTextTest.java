package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** Whatever a text says, it is read or refused: no exception, no endless reading, nothing that it says is run. */
public class AnyTextTest {
    private static final int ROUNDS = 2_000;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "'",
            "\"",
            "'''",
            ",",
            ":",
            ";",
            "\n",
            "\r\n",
            "\\",
            "\\u0027",
            "$",
            "${",
            "#{",
            "->",
            "/",
            "//",
            "/*",
            "=",
            "@",
            ".",
            "-1",
            "1e9999999999",
            "99999999999999999999",
            "true",
            "null",
            "if",
            "def",
            "stage",
            "steps",
            "source",
            "input 'A'",
            "\u0000",
            "\uFEFF",
            "\uD800",
            "é",
            "name:",
            "[:]",
            "\t");

    @Test
    public void mutatedDefinitionsAreReadOrRefused() {
        var random = new Random(20260101);
        List<String> examples =
                Examples.in(Examples.ACCEPTED).stream().map(Examples::text).toList();
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(examples.get(random.nextInt(examples.size())), random);
            Reading reading = Definition.read("Jenkinsfile", text);
            if (reading instanceof Reading.Refused refused) {
                assertThat(ProblemText.render(refused.problems(), text))
                        .as(text)
                        .contains("error: ");
            }
        }
    }

    @Test
    public void deepTextsAreRefusedNotSuffered() {
        for (String bracket : List.of("a{", "a(", "a([", "a b:[", "a('x') {b ")) {
            Reading reading = Definition.read("Jenkinsfile", "releasePipeline {" + bracket.repeat(20_000));
            assertThat(((Reading.Refused) reading).problems())
                    .extracting(Problem::rule)
                    .containsExactly("too-deep");
        }
    }

    @Test
    public void longTextsAreRefusedUnread() {
        Reading reading = Definition.read("Jenkinsfile", "{".repeat(Definition.LONGEST + 1));
        assertThat(((Reading.Refused) reading).problems())
                .extracting(Problem::rule)
                .containsExactly("too-long");
    }

    @Test(timeout = 10_000)
    public void theReadingTakesNoLongerThanTheTextIsLong() {
        // Groovy's own parser needs some two to the power of the depth here, for each of these lines.
        String line =
                "{a b: ".repeat(40) + "1" + "}".repeat(40) + "\n" + "a('x') {b { ".repeat(20) + "c()" + "}}".repeat(20);
        String text = "releasePipeline {\n" + (line + "\n").repeat(400) + "}";
        assertThat(Definition.read("Jenkinsfile", text)).isInstanceOf(Reading.Refused.class);
    }

    @Test(timeout = 10_000)
    public void aPipelineOfAThousandActionsIsReadAtOnce() {
        String stages = IntStream.range(0, 20)
                .mapToObj(stage -> "stage('S" + stage + "') {\n"
                        + IntStream.range(0, 49)
                                .mapToObj(action ->
                                        "build('A" + action + "') { input 'App'; commands 'make " + action + "' }\n")
                                .collect(Collectors.joining())
                        + "}\n")
                .collect(Collectors.joining());
        String text = "releasePipeline { stages {\nstage('Source') { source('App') { scm(); output 'App' } }\n" + stages
                + "} }";
        assertThat(Examples.render(Definition.read("Jenkinsfile", text), text)).isEmpty();
    }

    @Test(timeout = 10_000)
    public void aLongLineFullOfMistakesIsRefusedWithAsManyProblemsAsSomebodyReads() {
        String outputs =
                IntStream.range(0, 5_000).mapToObj(i -> "output 'A" + i + "';").collect(Collectors.joining());
        String inputs = IntStream.range(0, 9_000).mapToObj(i -> "'B" + i + "'").collect(Collectors.joining(","));
        String text = "releasePipeline { stages { stage('A') { build('A') {" + outputs + "input " + inputs + "} } } }";
        Reading reading = Definition.read("Jenkinsfile", text);
        assertThat(((Reading.Refused) reading).problems()).hasSize(100);
        assertThat(Examples.render(reading, text)).hasSizeLessThan(200_000);
    }

    @Test
    public void nothingOfTheTextIsRun() {
        System.clearProperty("stagegate.was.run");
        String run = "System.setProperty('stagegate.was.run', 'yes')";
        String rest = "releasePipeline { stages { } }";
        for (String text : List.of(
                run + "\n" + rest,
                "@groovy.transform.ASTTest(value = { " + run + " }) class A { }\n" + rest,
                "@Grab('no.such.group:no-such-artifact:1.0') import no.such.Thing\n" + rest,
                "releasePipeline { stages { stage(\"${" + run + "}\") { } } }",
                "releasePipeline { stages { stage(" + run + ") { } } }")) {
            assertThat(Definition.read("Jenkinsfile", text)).isInstanceOf(Reading.Refused.class);
        }
        assertThat(System.getProperty("stagegate.was.run")).isNull();
    }

    private static String mutated(String text, Random random) {
        var mutated = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(mutated.length());
            int end = Math.min(mutated.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 ->
                    mutated.insert(at, mutated.substring(at, Math.min(mutated.length(), at + random.nextInt(80))));
                default -> mutated.setLength(Math.max(1, random.nextInt(10) == 0 ? at : mutated.length()));
            }
        }
        return mutated.toString();
    }
}
