package io.jenkins.plugins.stagegate.local.trigger;

import static io.jenkins.plugins.stagegate.local.trigger.TriggeredShop.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.image.DockerRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What looking at folders and images finds. */
public class FileLookingTest {
    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Rule
    public final DockerRegistry registry = new DockerRegistry();

    private Path fonts;

    @Before
    public void begin() throws Exception {
        fonts = Files.createDirectory(shop.repository().resolve("fonts"));
        put("one");
    }

    private void put(String text) throws Exception {
        Files.writeString(fonts.resolve("a.txt"), text);
    }

    @Test
    public void aFolderWithOtherFilesStartsOneExecution() throws Exception {
        shop.define("folder 'fonts'", "push { }");
        shop.triggers().look(NOW);
        assertThat(shop.executions()).as("the first look only notes").isEmpty();

        put("two");
        shop.triggers().look(NOW);
        shop.triggers().look(NOW);
        assertThat(shop.executions()).singleElement().satisfies(execution -> {
            assertThat(execution.start().trigger().type()).isEqualTo("PollForSourceChanges");
            assertThat(execution.start().trigger().detail()).startsWith("1 file of ");
            assertThat(execution.start().overrides()).isEmpty();
        });
        assertThat(shop.verdicts())
                .singleElement()
                .asString()
                .startsWith("started execution 1: 1 file of ")
                .contains(" is sha256:");
    }

    @Test
    public void filesThatComeBackAreNewsAgain() throws Exception {
        shop.define("folder 'fonts'", "push { }");
        for (String text : new String[] {"one", "two", "one", "two"}) {
            put(text);
            shop.triggers().look(NOW);
        }
        assertThat(shop.executions()).hasSize(3);
    }

    @Test
    public void nothingStartsWithoutATriggerAboutIt() throws Exception {
        shop.define("folder 'fonts'", "schedule cron: '0 0 3 ? * MON-FRI'");
        shop.triggers().look(NOW);
        put("two");
        shop.triggers().look(NOW);
        assertThat(shop.executions()).isEmpty();
    }

    @Test
    public void aTagThatNamesAnotherImageStartsExactlyThatImage() throws Exception {
        registry.push("shop/base", "1.2", "one");
        shop.define("image '" + registry.host() + "/shop/base:1.2'", "push { }");
        shop.triggers().look(NOW);
        var pushed = registry.push("shop/base", "1.2", "two");
        shop.reopen();
        shop.triggers().look(NOW);
        registry.push("shop/base", "1.2", "three");

        assertThat(shop.executions()).singleElement().satisfies(execution -> {
            assertThat(execution.start().overrides()).singleElement().satisfies(override -> {
                assertThat(override.type()).isEqualTo("IMAGE_DIGEST");
                assertThat(override.value()).isEqualTo(pushed);
            });
            assertThat(execution.start().trigger().detail())
                    .isEqualTo(registry.host() + "/shop/base:1.2 " + pushed.substring(0, 19));
        });
    }
}
