package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.Rule;
import org.junit.Test;

/** What a crash leaves of deliveries. */
public class DeliveryCrashTest {
    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Test
    public void dealsAfterACrashWithWhatHadComeBefore() throws Exception {
        shop.define("push { branches include: ['main'] }");
        shop.hook("main", "", shop.commit("a.txt"));

        shop.reopen();
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.verdicts()).singleElement().asString().startsWith("started execution 1");
    }

    @Test
    public void startsNothingTwiceIfItCrashedBeforeTheOutcomeWasWritten() throws Exception {
        shop.define("push { branches include: ['main'] }");
        shop.hook("main", "", shop.commit("a.txt"));
        var inbox = shop.place().triggers().resolve("inbox");
        var kept = TriggeredShop.copy(inbox);
        shop.triggers().work(TriggeredShop.NOW);

        Files.delete(shop.place().triggers().resolve("deliveries"));
        for (var file : kept.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        shop.reopen();
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(1);
        assertThat(shop.verdicts()).singleElement().asString().startsWith("had already started execution 1");
    }

    @Test
    public void forgetsNothingIfItCrashedBeforeTheDeliveryWasTakenOutOfTheInbox() throws Exception {
        shop.define("push { branches include: ['main'] }");
        shop.hook("main", "", shop.commit("a.txt"));
        var kept = TriggeredShop.copy(shop.place().triggers().resolve("inbox"));
        shop.triggers().work(TriggeredShop.NOW);

        for (var file : kept.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        shop.reopen();

        assertThat(shop.triggers().folder().waiting()).isEmpty();
        assertThat(shop.verdicts()).hasSize(1);
    }

    @Test
    public void readsOnBehindALineThatACrashHasCut() throws Exception {
        shop.define("push { branches include: ['main'] }");
        shop.hook("main", "", shop.commit("a.txt"));
        shop.triggers().work(TriggeredShop.NOW);
        Files.writeString(shop.place().triggers().resolve("deliveries"), "{\"id\":\"cu\n", StandardOpenOption.APPEND);

        shop.reopen();

        assertThat(shop.verdicts()).hasSize(1);
    }
}
