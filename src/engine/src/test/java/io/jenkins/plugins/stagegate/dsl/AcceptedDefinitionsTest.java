package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

@RunWith(Parameterized.class)
public class AcceptedDefinitionsTest {
    @Parameterized.Parameters(name = "{0}")
    public static List<Path> files() {
        return Examples.in(Examples.ACCEPTED);
    }

    private final Path file;

    public AcceptedDefinitionsTest(Path file) {
        this.file = file;
    }

    @Test
    public void isReadWithoutProblems() {
        String text = Examples.text(file);
        assertThat(Examples.render(Definition.read("Jenkinsfile", text), text)).isEmpty();
    }
}
