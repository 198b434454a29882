package io.jenkins.plugins.stagegate.local.trigger;

import static io.jenkins.plugins.stagegate.local.trigger.TriggeredShop.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.s3.S3Server;
import java.util.Optional;
import java.util.Properties;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What looking at objects of a real server finds. */
public class ObjectLookingTest {
    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Properties before;
    private S3Server server;

    @Before
    public void begin() throws Exception {
        server = S3Server.get();
        before = (Properties) System.getProperties().clone();
        System.setProperty("aws.accessKeyId", "key"); // The machine's own login, as the SDK finds it.
        System.setProperty("aws.secretAccessKey", "secret");
    }

    @After
    public void end() {
        System.setProperties(before);
    }

    private void define(String bucket) throws Exception {
        shop.define(
                "s3 bucket: '" + bucket + "', key: 'prices.txt', endpoint: '" + server.endpoint()
                        + "', region: 'us-east-1'",
                "push { }");
    }

    @Test
    public void aNewVersionStartsOneExecutionOfExactlyThatVersion() throws Exception {
        var bucket = server.newBucketWithVersions();
        server.put(bucket, "prices.txt", "tea 3");
        define(bucket);
        shop.triggers().look(NOW);
        assertThat(shop.executions()).as("the first look only notes").isEmpty();

        var found = server.put(bucket, "prices.txt", "tea 4");
        shop.triggers().look(NOW);
        shop.reopen();
        shop.triggers().look(NOW);
        server.put(bucket, "prices.txt", "tea 5");

        assertThat(shop.executions()).singleElement().satisfies(execution -> {
            assertThat(execution.start().trigger().type()).isEqualTo("PollForSourceChanges");
            assertThat(execution.start().trigger().detail()).startsWith("s3://" + bucket + "/prices.txt ");
            assertThat(execution.start().overrides())
                    .containsExactly(new SourceOverride("App", "S3_OBJECT_VERSION_ID", found));
            var folder = temporary.newFolder().toPath();
            shop.source().take(Optional.of(execution.start().overrides().get(0)), folder);
            assertThat(folder.resolve("prices.txt")).hasContent("tea 4");
        });
    }

    @Test
    public void anotherETagStartsOneExecutionWhereThereAreNoVersions() throws Exception {
        var bucket = server.newBucket();
        server.put(bucket, "prices.txt", "tea 3");
        define(bucket);
        shop.triggers().look(NOW);
        server.put(bucket, "prices.txt", "tea 3");
        shop.triggers().look(NOW);
        assertThat(shop.executions()).as("the same bytes, put once more").isEmpty();

        server.put(bucket, "prices.txt", "tea 4");
        shop.triggers().look(NOW);
        shop.triggers().look(NOW);
        assertThat(shop.executions()).singleElement().satisfies(execution -> assertThat(
                        execution.start().overrides())
                .as("what was there before cannot be had")
                .isEmpty());
        assertThat(shop.verdicts()).singleElement().asString().startsWith("started execution 1: s3://" + bucket);
    }
}
