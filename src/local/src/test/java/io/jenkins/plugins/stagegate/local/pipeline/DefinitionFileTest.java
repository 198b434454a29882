package io.jenkins.plugins.stagegate.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Test;

public class DefinitionFileTest {
    @Test
    public void aPipelineIsCalledLikeTheFolderOfItsJenkinsfile() {
        assertThat(name("/src/shop/Jenkinsfile")).isEqualTo("shop");
        assertThat(name("/src/our shop/Jenkinsfile")).isEqualTo("our-shop");
    }

    @Test
    public void aPipelineIsCalledLikeAFileWithANameOfItsOwn() {
        assertThat(name("/src/shop/Jenkinsfile.release")).isEqualTo("release");
        assertThat(name("/src/shop/nightly.Jenkinsfile")).isEqualTo("nightly");
        assertThat(name("/src/shop/deploy.groovy")).isEqualTo("deploy");
    }

    @Test
    public void aPipelineAtTheTopOfADiskHasANameToo() {
        assertThat(name("/Jenkinsfile")).isEqualTo("pipeline");
    }

    private static String name(String file) {
        return new DefinitionFile(Path.of(file)).pipelineName();
    }
}
