package io.jenkins.plugins.stagegate.codepipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.codepipeline.declaration.Performers;
import io.jenkins.plugins.stagegate.dsl.Definition;
import org.junit.Test;

/** Files in CodePipeline's JSON that are none. */
public class DeclarationTextTest {
    @Test
    public void isNoLongerThanAnyOtherDefinition() {
        assertThatThrownBy(
                        () -> DeclarationText.read("{" + " ".repeat(Definition.LONGEST - 1) + "}", Performers.BUILT_IN))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("The text has 262145 characters; a definition may have 262144 at most.");
    }

    @Test
    public void saysWhereItIsNoJson() {
        assertThatThrownBy(() -> DeclarationText.read("{\n  \"name\": shop\n}", Performers.BUILT_IN))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("The file is not JSON at line 2, column ");
    }

    @Test
    public void isRefusedAndNotFollowedWhereItIsNestedWithoutEnd() {
        assertThatThrownBy(() -> DeclarationText.read("{\"a\":" + "[".repeat(200_000), Performers.BUILT_IN))
                .isInstanceOf(ServiceException.class);
    }
}
