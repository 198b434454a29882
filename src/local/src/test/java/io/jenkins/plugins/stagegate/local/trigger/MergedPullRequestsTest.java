package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.util.Map;
import org.eclipse.jgit.api.MergeCommand;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What the merging of a pull request starts, once its branch has been deleted. */
public class MergedPullRequestsTest {
    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    private String left;
    private String before;
    private String head;

    /** A pull request of two commits about services, and a main branch that has gone on about documents. */
    @Before
    public void open() throws Exception {
        shop.define("pullRequest { events CLOSED; branches include: ['main']; filePaths include: ['services/**'] }");
        left = shop.commit("readme.txt");
        shop.git().checkout().setCreateBranch(true).setName("feature").call();
        shop.commit("services/cart.go");
        head = shop.commit("services/till.md");
        shop.git().checkout().setName("main").call();
        before = shop.commit("docs/a.md");
    }

    @Test
    public void aMergeCommitIsHeldAgainstItsFirstParent() throws Exception {
        var merged = merge(MergeCommand.FastForwardMode.NO_FF, false);
        closed(merged, before);

        assertThat(shop.verdicts())
                .singleElement()
                .asString()
                .startsWith("started execution 1")
                .contains("services/");
        assertThat(started()).isEqualTo(merged);
    }

    @Test
    public void aMergeOfOtherFilesStartsNothing() throws Exception {
        shop.define("pullRequest { events CLOSED; branches include: ['main']; filePaths include: ['docs/**'] }");
        closed(merge(MergeCommand.FastForwardMode.NO_FF, false), left);

        assertThat(shop.verdicts()).containsExactly("no path matched `docs/**`");
    }

    @Test
    public void aSquashedCommitIsHeldAgainstTheBase() throws Exception {
        var merged = merge(MergeCommand.FastForwardMode.FF, true);
        closed(merged, before);

        assertThat(shop.verdicts()).singleElement().asString().contains("path `services/cart.go` matched");
        assertThat(started()).isEqualTo(merged);
    }

    @Test
    public void ofSeveralRebasedCommitsAllCount() throws Exception {
        shop.commit("services/cart.go");
        var merged = shop.commit("notes.txt");
        closed(merged, before);

        assertThat(shop.verdicts()).singleElement().asString().contains("path `services/cart.go` matched");
        assertThat(started()).isEqualTo(merged);
    }

    @Test
    public void aFastForwardIsHeldAgainstTheBase() throws Exception {
        shop.git().checkout().setName("feature").call();
        shop.git().rebase().setUpstream("main").call();
        head = shop.git().getRepository().resolve("feature").name();
        shop.git().checkout().setName("main").call();
        var merged = merge(MergeCommand.FastForwardMode.FF_ONLY, false);
        assertThat(merged).isEqualTo(head);
        closed(merged, before);

        assertThat(shop.verdicts()).singleElement().asString().contains("path `services/cart.go` matched");
        assertThat(started()).isEqualTo(merged);
    }

    @Test
    public void aMergeThatIsHeardOfAsAPushTooStartsOne() throws Exception {
        shop.define("pullRequest { events CLOSED }", "push { branches include: ['main'] }");
        var merged = merge(MergeCommand.FastForwardMode.NO_FF, false);
        closed(merged, before);
        shop.hook("main", before, merged);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(1);
    }

    @Test
    public void theBeginningOfTheMergeCommitIsEnoughAlsoWhenItsBranchHasGoneOn() throws Exception {
        shop.define("pullRequest { events CLOSED }", "push { branches include: ['main'] }");
        var merged = merge(MergeCommand.FastForwardMode.NO_FF, false);
        shop.commit("later.txt");
        closed(merged.substring(0, 12), before);
        shop.hook("main", before, merged);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(1);
        assertThat(started()).isEqualTo(merged);
    }

    private String merge(MergeCommand.FastForwardMode mode, boolean squash) throws Exception {
        shop.git()
                .merge()
                .include(shop.git().getRepository().resolve("feature"))
                .setFastForward(mode)
                .setSquash(squash)
                .setCommit(mode == MergeCommand.FastForwardMode.FF_ONLY)
                .call();
        return mode == MergeCommand.FastForwardMode.FF_ONLY
                ? shop.git().getRepository().resolve("main").name()
                : shop.git()
                        .commit()
                        .setMessage("Merge feature")
                        .setSign(false)
                        .call()
                        .name();
    }

    /** The hook of GitHub, after the source branch was deleted. */
    private void closed(String merged, String base) throws Exception {
        shop.git().branchDelete().setBranchNames("feature").setForce(true).call();
        var body =
                """
                {"action":"closed","number":7,"repository":{"full_name":"acme/shop","clone_url":"%s"},
                 "pull_request":{"merged":true,"merge_commit_sha":"%s",
                   "head":{"ref":"feature","sha":"%s","repo":{"full_name":"acme/shop"}},
                   "base":{"ref":"main","sha":"%s","repo":{"full_name":"acme/shop"}}}}
                """
                        .formatted(shop.repository(), merged, head, base);
        shop.triggers()
                .arrive(Arrival.byHook(
                        new Delivery(Provider.GITHUB, Map.of("X-GitHub-Event", "pull_request"), body),
                        TriggeredShop.NOW));
        shop.triggers().work(TriggeredShop.NOW);
    }

    private String started() throws Exception {
        return shop.executions().get(0).start().overrides().get(0).value();
    }
}
