package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.time.Instant;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins is restarted while something has arrived. */
public class TriggersRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final HookedShop shop = new HookedShop();

    @Test
    public void listensAgainWithoutAnybodyOpeningTheJob() throws Throwable {
        sessions.then(jenkins -> define(jenkins));
        sessions.then(jenkins -> {
            var pushed = shop.commit("price.txt", "200\n");
            Eventually.of(() -> assertThat(Triggers.get().of(job(jenkins))).isPresent());

            var answer = shop.github(jenkins, "push", shop.push("main", "0".repeat(40), pushed));

            assertThat(answer.body()).contains("\"pipelines\":1");
            Eventually.of(() -> assertThat(HookedShop.verdicts(job(jenkins))).hasSize(1));
        });
    }

    @Test
    public void dealsWithWhatHadArrivedBefore() throws Throwable {
        sessions.then(jenkins -> {
            define(jenkins);
            jenkins.jenkins.doQuietDown();
            shop.github(jenkins, "push", shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n")));
            Eventually.of(() -> assertThat(job(jenkins).isInQueue()).isTrue());
            assertThat(HookedShop.verdicts(job(jenkins))).isEmpty();
            // As if Jenkins had been killed before it wrote its queue down.
            jenkins.jenkins.getQueue().clear();
        });
        sessions.then(jenkins -> {
            Eventually.of(() -> assertThat(HookedShop.verdicts(job(jenkins)))
                    .containsExactly("started execution 1: branch `main` matched `main`"));
            jenkins.waitUntilNoActivity();
            assertThat(job(jenkins).getBuilds()).hasSize(1);
        });
    }

    @Test
    public void startsNothingTwiceThatIsStillInTheQueue() throws Throwable {
        sessions.then(jenkins -> {
            define(jenkins);
            jenkins.jenkins.doQuietDown();
            shop.github(jenkins, "push", shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n")));
            Eventually.of(() -> assertThat(job(jenkins).isInQueue()).isTrue());
        });
        sessions.then(jenkins -> {
            Eventually.of(() -> assertThat(HookedShop.verdicts(job(jenkins))).hasSize(1));
            jenkins.waitUntilNoActivity();
            assertThat(job(jenkins).getBuilds()).hasSize(1);
            assertThat(HookedShop.verdicts(job(jenkins)).get(0)).contains("started execution 1");
        });
    }

    @Test
    public void dropsAfterARestartWhatHadArrivedBefore() throws Throwable {
        var body = new String[1];
        sessions.then(jenkins -> {
            define(jenkins);
            body[0] = shop.push("main", "0".repeat(40), shop.commit("price.txt", "200\n"));
            shop.github(jenkins, "push", body[0]);
            Eventually.of(() -> assertThat(HookedShop.verdicts(job(jenkins))).hasSize(1));
            jenkins.waitUntilNoActivity();
        });
        sessions.then(jenkins -> {
            var delivery = new Delivery(Provider.GITHUB, Map.of(), body[0]);
            var triggers = Triggers.get().listen(Pipelines.get().of(job(jenkins)));
            triggers.arrive(Arrival.byHook(delivery, Instant.now()));
            triggers.settle();

            assertThat(triggers.waiting()).isEmpty();
            assertThat(HookedShop.verdicts(job(jenkins))).hasSize(1);
        });
    }

    private void define(JenkinsRule jenkins) throws Exception {
        HookedShop.prepare();
        shop.define(jenkins.createProject(WorkflowJob.class, "shop"), "push { branches include: ['main'] }");
    }

    private static WorkflowJob job(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
    }
}
