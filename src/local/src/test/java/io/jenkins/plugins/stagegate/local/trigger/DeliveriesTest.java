package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.source.GitHttpServer;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.time.Duration;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What becomes of deliveries. */
public class DeliveriesTest {
    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Test
    public void startsThePushedCommitAndNotTheNewestByThen() throws Exception {
        shop.define("push { branches include: ['main'] }");
        var pushed = shop.commit("a.txt");
        shop.commit("b.txt");

        shop.hook("main", "", pushed);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).singleElement().satisfies(execution -> {
            assertThat(execution.start().trigger().type()).isEqualTo("WebhookV2");
            assertThat(execution.start().trigger().detail()).isEqualTo("branch main " + pushed.substring(0, 12));
            assertThat(execution.start().overrides()).singleElement().satisfies(override -> {
                assertThat(override.type()).isEqualTo("COMMIT_ID");
                assertThat(override.value()).isEqualTo(pushed);
            });
        });
        assertThat(shop.verdicts()).containsExactly("started execution 1: branch `main` matched `main`");
    }

    @Test
    public void asksTheRepositoryWhichFilesChanged() throws Exception {
        shop.define("push { branches include: ['main']; filePaths include: ['services/**'] }");
        var before = shop.commit("services/cart.go");
        var documents = shop.commit("docs/a.md");
        var service = shop.commit("services/shop.go");

        shop.hook("main", before, documents);
        shop.hook("main", documents, service);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.verdicts())
                .containsExactly(
                        "no path matched `services/**`",
                        "started execution 1: branch `main` matched `main`; path `services/shop.go` matched"
                                + " `services/**`");
    }

    @Test
    public void startsANewBranchWithAPathFilterByWhatItChanged() throws Exception {
        shop.define("push { branches include: ['feature/**']; filePaths include: ['services/**'] }");
        shop.commit("services/cart.go");
        shop.git().checkout().setCreateBranch(true).setName("feature/docs").call();
        var documents = shop.commit("docs/a.md");
        shop.git().checkout().setCreateBranch(true).setName("feature/shop").call();
        var service = shop.commit("services/shop.go");
        shop.git().checkout().setName("main").call();

        shop.hook("feature/docs", "", documents);
        shop.hook("feature/shop", "", service);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.verdicts().get(0)).isEqualTo("no path matched `services/**`");
        assertThat(shop.verdicts().get(1)).startsWith("started execution 1");
    }

    @Test
    public void startsTheSameCommitOfABranchOnceHoweverItIsHeardOf() throws Exception {
        shop.define("push { branches include: ['main'] }", "push { filePaths exclude: ['*.md'] }");
        shop.commit("a.txt");
        shop.triggers().look(TriggeredShop.NOW);
        var pushed = shop.commit("b.txt");

        shop.hook("main", "", pushed);
        shop.triggers().look(TriggeredShop.NOW);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(1);
        assertThat(shop.verdicts()).hasSize(4).satisfies(all -> assertThat(all.subList(2, 4))
                .allMatch(verdict -> verdict.startsWith("had already started execution 1")));
    }

    @Test
    public void startsACommitAgainForATagAndForAnotherBranch() throws Exception {
        shop.define("push { branches include: ['**'] }", "push { tags include: ['v*'] }");
        var pushed = shop.commit("a.txt");

        shop.hook("main", "", pushed);
        shop.hook("release/1", "", pushed);
        shop.deliver("{\"repository\":\"" + shop.repository() + "\",\"tag\":\"v1\",\"commit\":\"" + pushed + "\"}");
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(3);
    }

    @Test
    public void dropsADeliveryThatComesAgain() throws Exception {
        shop.define("push { branches include: ['main'] }");
        var delivery = TriggeredShop.delivery("{\"repository\":\"" + shop.repository()
                + "\",\"branch\":\"main\",\"commit\":\"" + shop.commit("a") + "\"}");

        assertThat(shop.triggers().arrive(Arrival.byHook(delivery, TriggeredShop.NOW)))
                .isTrue();
        assertThat(shop.triggers().arrive(Arrival.byHook(delivery, TriggeredShop.NOW)))
                .isFalse();
        shop.triggers().work(TriggeredShop.NOW);
        var recorded = new Delivery(Provider.GENERIC, Map.of("X-Stage-Gate-Delivery", "another"), delivery.body());
        assertThat(shop.triggers().arrive(Arrival.byHook(recorded, TriggeredShop.NOW)))
                .as("the same text under another id")
                .isFalse();

        shop.reopen();
        assertThat(shop.triggers().arrive(Arrival.byHook(delivery, TriggeredShop.NOW)))
                .as("after a restart")
                .isFalse();
    }

    @Test
    public void keepsADeliveryForARepositoryThatDoesNotAnswer() throws Exception {
        var nowhere = "http://127.0.0.1:1/shop.git";
        shop.define("git url: '" + nowhere + "'", "push { filePaths include: ['services/**'] }");
        shop.deliver("{\"repository\":\"" + nowhere + "\",\"branch\":\"main\",\"commit\":\"" + "a".repeat(40) + "\"}");

        shop.triggers().work(TriggeredShop.NOW);
        assertThat(shop.triggers().folder().waiting()).hasSize(1);

        shop.triggers().work(TriggeredShop.NOW.plus(Duration.ofHours(24)));
        assertThat(shop.triggers().folder().waiting()).isEmpty();
        assertThat(shop.verdicts()).singleElement().asString().contains("cannot be reached");
        assertThatThrownBy(() -> shop.triggers().look(TriggeredShop.NOW)).isInstanceOf(SourceException.class);
    }

    @Test
    public void lingersWithWhatCameAfterADeliveryThatWaitsForTheSameRepository() throws Exception {
        var first = shop.commit("services/a.go");
        var second = shop.commit("services/b.go");
        try (var server = new GitHttpServer(shop.repository().getParent(), Map.of("ci", "word"))) {
            var url = server.address("shop/.git").replace("//", "//ci:word@");
            shop.define(
                    "git url: '" + url + "'",
                    "push { branches include: ['main']; filePaths include: ['services/**'] }");
            shop.deliver(body(url, "main", first));
            shop.deliver(body(url, "main", second));
            server.troubleOnce(503);

            shop.triggers().work(TriggeredShop.NOW);
            assertThat(shop.executions()).as("the newer one does not overtake").isEmpty();
            shop.triggers().work(TriggeredShop.NOW);

            assertThat(shop.executions())
                    .extracting(
                            execution -> execution.start().overrides().get(0).value())
                    .containsExactly(second, first);
        }
    }

    @Test
    public void letsADeliveryAboutAnotherRepositoryPassOneThatWaits() throws Exception {
        var nowhere = "http://127.0.0.1:1/shop.git";
        shop.define(
                "git url: '" + nowhere + "'",
                "push { branches include: ['main']; filePaths include: ['services/**'] }");
        shop.deliver(body(nowhere, "main", "a".repeat(40)));
        shop.deliver(body("http://other.example.com/x.git", "main", "a".repeat(40)));

        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.triggers().folder().waiting()).hasSize(1);
        assertThat(shop.verdicts()).containsExactly("the pipeline has no triggers about that repository");
    }

    @Test
    public void holdsAllThatCameAfterADeliveryWhenTooManyExecutionsAreUnderWay() throws Exception {
        shop.define("push { branches include: ['main'] }", "push { filePaths include: ['none'] }");
        for (int i = 0; i < 50; i++) {
            shop.start();
        }
        var first = shop.commit("a.txt");
        shop.hook("main", "", first);
        shop.hook("other", "", shop.commit("b.txt"));

        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.triggers().folder().waiting()).hasSize(2);
    }

    @Test
    public void startsTheNewestAsOftenAsAHookWithoutACommitComes() throws Exception {
        shop.define("push { branches include: ['main'] }");
        var body = "{\"repository\":\"" + shop.repository() + "\",\"branch\":\"main\"}";
        for (int i = 0; i < 2; i++) {
            shop.commit("a.txt");
            shop.deliver(body);
            shop.triggers().work(TriggeredShop.NOW);
        }
        assertThat(shop.executions()).hasSize(2);

        shop.deliver(body);
        shop.triggers().work(TriggeredShop.NOW);
        assertThat(shop.verdicts()).last().asString().startsWith("had already started execution 2");
    }

    @Test
    public void dropsAHookWithoutACommitThatNamesADeliveryThatHasComeBefore() throws Exception {
        shop.define("push { branches include: ['main'] }");
        shop.commit("a.txt");
        var body = "{\"repository\":\"" + shop.repository() + "\",\"branch\":\"main\"}";
        var one = new Delivery(Provider.GENERIC, Map.of("X-Stage-Gate-Delivery", "1"), body);
        var two = new Delivery(Provider.GENERIC, Map.of("X-Stage-Gate-Delivery", "2"), body);

        assertThat(shop.triggers().arrive(Arrival.byHook(one, TriggeredShop.NOW)))
                .isTrue();
        assertThat(shop.triggers().arrive(Arrival.byHook(two, TriggeredShop.NOW)))
                .isTrue();
        shop.reopen();
        assertThat(shop.triggers().arrive(Arrival.byHook(one, TriggeredShop.NOW)))
                .isFalse();
    }

    @Test
    public void startsAgainWhatABranchWasTakenBackTo() throws Exception {
        shop.define("push { branches include: ['main'] }");
        var first = shop.commit("a.txt");
        var second = shop.commit("b.txt");
        shop.hook("main", "", first);
        shop.hook("main", first, second);
        shop.hook("main", second, first);
        shop.triggers().work(TriggeredShop.NOW);
        assertThat(shop.verdicts()).last().asString().startsWith("started execution 3");

        shop.deliver(
                body(shop.repository().toString(), "main", first).replace("}", ",\"before\":\"" + second + "\" }"));
        shop.triggers().work(TriggeredShop.NOW);
        assertThat(shop.verdicts())
                .as("heard of once more")
                .last()
                .asString()
                .startsWith("had already started execution 3");

        shop.deliver(
                body(shop.repository().toString(), "main", second).replace("}", ",\"before\":\"" + first + "\" }"));
        shop.triggers().work(TriggeredShop.NOW);
        assertThat(shop.verdicts()).as("and forth").last().asString().startsWith("started execution 4");
    }

    private static String body(String repository, String branch, String commit) {
        return "{\"repository\":\"" + repository + "\",\"branch\":\"" + branch + "\",\"commit\":\"" + commit + "\"}";
    }

    @Test
    public void startsNothingOfARepositoryBeforeWhatCameEarlierFromIt() throws Exception {
        var nowhere = "http://127.0.0.1:1/shop.git";
        shop.define(
                "git url: '" + nowhere + "'",
                "push { branches include: ['main']; filePaths include: ['services/**'] }",
                "push { branches include: ['next'] }");
        var hook = "{\"repository\":\"" + nowhere + "\",\"branch\":\"%s\",\"commit\":\"" + "a".repeat(40) + "\"}";
        shop.deliver(hook.formatted("main"));
        shop.deliver(hook.formatted("next"));

        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.triggers().folder().waiting()).hasSize(2);
        assertThat(shop.executions()).isEmpty();

        shop.triggers().work(TriggeredShop.NOW.plus(Duration.ofHours(24)));
        assertThat(shop.verdicts()).last().asString().startsWith("started execution 1");
    }

    @Test
    public void asksNoRepositoryIfTheHookSaysAllThatTheTriggersAreAbout() throws Exception {
        var nowhere = "http://127.0.0.1:1/shop.git";
        shop.define("git url: '" + nowhere + "'", "push { branches include: ['main'] }");
        shop.deliver("{\"repository\":\"" + nowhere + "\",\"branch\":\"main\",\"commit\":\"" + "a".repeat(40) + "\"}");

        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.verdicts()).containsExactly("started execution 1: branch `main` matched `main`");
    }

    @Test
    public void findsTheWholeIdOfACommitAlsoIfItsBranchHasGoneOn() throws Exception {
        shop.define("push { branches include: ['main']; filePaths include: ['services/**'] }");
        var before = shop.commit("services/cart.go");
        var pushed = shop.commit("services/shop.go");
        shop.commit("docs/a.md");

        shop.hook("main", before, pushed.substring(0, 12));
        shop.hook("main", before, pushed);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).singleElement().satisfies(execution -> assertThat(
                        execution.start().overrides().get(0).value())
                .isEqualTo(pushed));
    }

    @Test
    public void letsADeliveryOfACommitThatIsGoneHoldUpNobody() throws Exception {
        shop.define("push { branches include: ['main']; filePaths include: ['services/**'] }");
        var before = shop.commit("services/cart.go");
        shop.hook("main", before, "0123456789ab");
        shop.hook("main", before, shop.commit("services/shop.go"));

        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.verdicts()).hasSize(2);
        assertThat(shop.verdicts().get(1)).startsWith("started execution 1");
    }

    @Test
    public void hearsNothingOfTheSamePathOnAnotherPort() throws Exception {
        shop.define("git url: 'http://127.0.0.1:1/shop.git'", "push { branches include: ['main'] }");
        shop.deliver("{\"repository\":\"http://127.0.0.1:2/shop.git\",\"branch\":\"main\",\"commit\":\""
                + "a".repeat(40) + "\"}");

        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).isEmpty();
    }

    @Test
    public void saysThatNoTriggerIsAboutTheRepository() throws Exception {
        shop.define("schedule cron: '0 0 3 ? * MON-FRI'");
        shop.hook("main", "", shop.commit("a.txt"));

        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.verdicts()).containsExactly("the pipeline has no triggers about that repository");
    }
}
