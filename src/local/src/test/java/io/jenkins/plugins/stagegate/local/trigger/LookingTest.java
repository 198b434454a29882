package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.api.ResetCommand;
import org.junit.Rule;
import org.junit.Test;

/** What looking at repositories finds. */
public class LookingTest {
    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Test
    public void findsByLookingWhatNoHookToldOf() throws Exception {
        shop.define("push { branches include: ['main', 'release/*'] }", "push { tags include: ['v*'] }");
        shop.commit("a.txt");
        shop.triggers().look(TriggeredShop.NOW);
        assertThat(shop.triggers().folder().waiting())
                .as("the first look only notes")
                .isEmpty();

        var second = shop.commit("b.txt");
        shop.git().branchCreate().setName("release/1").call();
        shop.git().tag().setName("v1").setAnnotated(false).call();
        shop.triggers().look(TriggeredShop.NOW);
        shop.triggers().look(TriggeredShop.NOW);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions())
                .extracting(execution -> execution.start().trigger().detail())
                .containsExactlyInAnyOrder(
                        "branch main " + second.substring(0, 12),
                        "branch release/1 " + second.substring(0, 12),
                        "tag v1 " + second.substring(0, 12));
        assertThat(shop.executions())
                .allMatch(one -> one.start().trigger().type().equals("PollForSourceChanges"));
    }

    @Test
    public void startsAgainWhenABranchGoesBackAndForth() throws Exception {
        shop.define("push { branches include: ['main'] }");
        var first = shop.commit("a.txt");
        shop.triggers().look(TriggeredShop.NOW);
        shop.commit("b.txt");
        shop.triggers().look(TriggeredShop.NOW);
        shop.git().reset().setMode(ResetCommand.ResetType.HARD).setRef(first).call();
        shop.triggers().look(TriggeredShop.NOW);
        shop.triggers().work(TriggeredShop.NOW);

        assertThat(shop.executions()).hasSize(2);
    }
}
