package io.jenkins.plugins.stagegate.plugin.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeSet;
import org.junit.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

public class CallAuditTest {
    /** What changes nothing that lasts: to read, and to take a job, which its end is noted of. */
    private static final String NO_CHANGE = "Get.*|List.*|Poll.*|Acknowledge.*";

    @Test
    public void everyCallThatChangesSomethingIsNoted() {
        var operations = new TreeSet<String>();
        Arrays.stream(CodePipelineClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && method.getParameterTypes()[0].getSimpleName().endsWith("Request"))
                .map(method -> method.getParameterTypes()[0].getSimpleName().replaceAll("Request$", ""))
                .filter(name -> !name.matches(NO_CHANGE))
                .forEach(operations::add);

        var noted = new TreeSet<>(CallAudit.NOTED.keySet());
        noted.addAll(CallAudit.ON_THE_LINE);
        assertThat(operations).containsExactlyElementsOf(noted);
    }
}
