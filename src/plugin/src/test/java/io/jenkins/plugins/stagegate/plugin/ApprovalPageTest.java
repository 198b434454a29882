package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;

/** How people decide on the line's page in Jenkins. */
public class ApprovalPageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    @Before
    public void logIn() throws Exception {
        PAGES.open("alice");
    }

    @Test
    public void approvesWithCommentAndFields() throws Exception {
        var job = PAGES.job(
                """
                stage('Release') {
                    approval('ShipIt') {
                        message 'Ship #{App.CommitMessage}?'
                        link 'https://staging.example.com'
                        field 'TICKET', description: 'What it is for'
                        field 'SPEED', choices: ['slow', 'fast']
                        namespace 'Gate'
                    }
                }
                stage('Shelf') { deploy('Put') { commands 'echo "#{Gate.TICKET} goes #{Gate.SPEED}"' } }
                """);
        var run = PAGES.start(job);
        PAGES.look(job);
        BROWSER.sees(".approval", "Ship Open the shop?", "What to review", "TICKET", "What it is for", "SPEED");
        PAGES.assertClean("approval");

        BROWSER.click(".approval button[value=Approved]");
        BROWSER.sees(".approval .refusal", "The field 'TICKET' must be filled in");
        BROWSER.type(".approval [name='field:TICKET']", "SHOP-7");
        BROWSER.choose(".approval [name='field:SPEED']", "fast");
        BROWSER.type(".approval [name=summary]", "Looks good");
        BROWSER.click(".approval button[value=Approved]");

        PAGES.assertSucceeds(run);
        PAGES.jenkins.assertLogContains("SHOP-7 goes fast", run);
        BROWSER.sees("[aria-label='Stage Release']", "Approved by alice", "Looks good");
    }

    @Test
    public void rejectsAndNeverLooksAsIfItHadPassed() throws Exception {
        var job = PAGES.job("stage('Release') { approval('ShipIt') { message 'Ship it?' } }\n"
                + "stage('Shelf') { deploy('Put') { commands 'true' } }");
        var run = PAGES.start(job);
        PAGES.look(job);
        BROWSER.type(".approval [name=summary]", "Too dear");
        BROWSER.click(".approval button[value=Rejected]");

        PAGES.jenkins.assertBuildStatus(Result.FAILURE, PAGES.jenkins.waitForCompletion(run));
        BROWSER.sees("[aria-label='Stage Release']", "Rejected by alice", "Too dear", "Failed");
        assertThat(BROWSER.text("[aria-label='Stage Release']")).doesNotContain("Succeeded", "Approved");
        assertThat(BROWSER.text("[aria-label='Stage Shelf']")).contains("Not yet run");
    }

    @Test
    public void asksNobodyWhoMayNotDecide() throws Exception {
        var job = PAGES.job("stage('Release') { approval('ShipIt') { submitters 'release-managers' } }");
        PAGES.jenkins.jenkins.setAuthorizationStrategy(new org.jvnet.hudson.test.MockAuthorizationStrategy()
                .grant(jenkins.model.Jenkins.READ, hudson.model.Item.READ)
                .everywhere()
                .to("alice"));
        try {
            var run = PAGES.start(job);
            PAGES.look(job);

            BROWSER.sees(".approval", "release-managers", "You are not one of those who decide here");
            assertThat(BROWSER.has(".approval button[name=status]")).isFalse();
            assertThat(BROWSER.has(".head button")).isFalse();
            run.doStop();
            run.doKill();
            PAGES.jenkins.waitForCompletion(run);
        } finally {
            PAGES.jenkins.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
        }
    }

    @Test
    public void choosesAtAGateThatOffersSeveralAndTellsWhatEachWouldBring() throws Exception {
        var job = PAGES.job(
                """
                stage('Build') { build('Package') { input 'AppSource'; output 'Goods', files: '*.txt'; commands 'true' } }
                stage('Release') { approval('ShipIt') { message 'Ship it?'; onNewer OFFER } }
                stage('Shelf') { deploy('Put') { input 'Goods'; commands 'cat price.txt' } }
                """);
        var first = PAGES.start(job);
        PAGES.look(job);
        BROWSER.click(".approval button[value=Approved]");
        PAGES.assertSucceeds(first);
        PAGES.repository().commit("price.txt", "90\n", "Lower the price");
        PAGES.repository().commit("price.txt", "80\n", "Lower it once more");
        var second = PAGES.start(job);
        BROWSER.sees(".approval", "#2");
        PAGES.repository().commit("price.txt", "85\n", "Raise it a little");
        var third = PAGES.start(job);
        BROWSER.until(() -> BROWSER.all(".candidate").size() == 2);

        BROWSER.sees(".candidate:first-of-type", "3 changes");
        assertThat(BROWSER.text(".candidate:nth-of-type(2)")).contains("#2", "at the gate", "2 changes", "2 artifacts");
        BROWSER.click(".candidate:nth-of-type(2) .changes summary");
        assertThat(BROWSER.text(".candidate:nth-of-type(2) .changes"))
                .contains("Lower it once more Alice", "Lower the price Alice");
        PAGES.assertClean("gate");
        BROWSER.click(".candidate:nth-of-type(2) input");
        BROWSER.click(".approval button[value=Approved]");

        PAGES.assertSucceeds(second);
        PAGES.jenkins.assertLogContains("80", second);
        BROWSER.click(".approval button[value=Rejected]");
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, PAGES.jenkins.waitForCompletion(third));
    }
}
