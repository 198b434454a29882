package io.jenkins.plugins.stagegate.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.codepipeline.declaration.PipelineWriter;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

/** Whatever a Jenkinsfile says, clients get a declaration that fits the service's shapes: they parse it by them. */
public class WrittenDeclarationTest {
    @Test
    public void aJenkinsfileWithEveryWordFitsTheShape() throws Exception {
        try (var file = getClass().getResourceAsStream("/dsl/accepted/everything.groovy")) {
            Constraints.check(
                    Shapes.ALL,
                    "PipelineDeclaration",
                    PipelineWriter.write("shop", 1, read(new String(file.readAllBytes(), StandardCharsets.UTF_8))));
        }
    }

    @Test
    public void triggersNameTheirSourceAndStandThreeAtATime() throws Exception {
        var written = PipelineWriter.write(
                "shop",
                1,
                read(
                        """
                        releasePipeline {
                            triggers {
                                push { branches include: ['a'] }
                                push { branches include: ['b'] }
                                push { branches include: ['c'] }
                                push { branches include: ['d'] }
                                pullRequest { branches include: ['a'] }
                            }
                            stages {
                                stage('Source') { source('App') { scm(); output 'Src' } }
                                stage('Ship') { deploy('Ship') { input 'Src'; commands 'make' } }
                            }
                        }
                        """));
        Constraints.check(Shapes.ALL, "PipelineDeclaration", written);
        assertThat(written.path("triggers")).hasSize(2);
        assertThat(written.at("/triggers/0/gitConfiguration/sourceActionName").asText())
                .isEqualTo("App");
        assertThat(written.at("/triggers/0/gitConfiguration/push")).hasSize(3);
        assertThat(written.at("/triggers/1/gitConfiguration/push")).hasSize(1);
        assertThat(written.at("/triggers/0/gitConfiguration/pullRequest")).hasSize(1);
    }

    @Test
    public void whatTheServiceCannotSayIsLeftOutOrPutTogether() throws Exception {
        var written = PipelineWriter.write(
                "shop",
                1,
                read(
                        """
                        releasePipeline {
                            stages {
                                stage('Source') { source('App') { scm(); output 'Src' } }
                                stage('Ship') {
                                    beforeEntry { variableCheck variable: 'a', value: 'a' }
                                    beforeEntry { variableCheck variable: 'b', value: 'b', name: 'Second' }
                                    deploy('Ship') { input 'Src'; commands 'make'; timeout '1m' }
                                }
                            }
                        }
                        """));
        Constraints.check(Shapes.ALL, "PipelineDeclaration", written);
        assertThat(written.at("/stages/1/beforeEntry/conditions")).hasSize(1);
        assertThat(written.at("/stages/1/beforeEntry/conditions/0/rules")).hasSize(2);
        assertThat(written.at("/stages/1/actions/0/timeoutInMinutes").isMissingNode())
                .isTrue();
    }

    private static Pipeline read(String text) {
        return ((Reading.Read) Definition.read("Jenkinsfile", text)).pipeline();
    }
}
