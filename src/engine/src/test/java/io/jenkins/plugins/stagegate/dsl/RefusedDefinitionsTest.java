package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * Each rule of the language has an example that breaks it, and what the user is told beside it. To write the expected files anew
 * after a change of the texts, run with {@code -Dgolden.write}, and read what has changed.
 */
@RunWith(Parameterized.class)
public class RefusedDefinitionsTest {
    @Parameterized.Parameters(name = "{0}")
    public static List<String> rules() {
        return Examples.in(Examples.REFUSED).stream().map(Examples::name).toList();
    }

    private final Path example;
    private final Path expected;
    private final String rule;

    public RefusedDefinitionsTest(String rule) {
        this.rule = rule;
        this.example = Examples.REFUSED.resolve(rule + ".groovy");
        this.expected = Examples.REFUSED.resolve(rule + ".err");
    }

    @Test
    public void isRefusedWithTheExpectedWords() throws IOException {
        String text = Examples.text(example);
        Reading reading = Definition.read("Jenkinsfile", text);
        String rendered = Examples.render(reading, text);
        if (System.getProperty("golden.write") != null) {
            Files.writeString(expected, rendered);
        }
        assertThat(rendered).isEqualTo(Examples.text(expected));
        assertThat(((Reading.Refused) reading).problems())
                .extracting(Problem::rule)
                .contains(rule);
    }
}
