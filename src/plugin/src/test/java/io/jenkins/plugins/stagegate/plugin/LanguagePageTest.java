package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.Result;
import hudson.security.AuthorizationStrategy;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.localizer.LocaleProvider;

/** The line's page in Jenkins in German: whatever happens, no English word is left but those that people and commands said. */
public class LanguagePageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    /** Words without which one can hardly say anything in English, and none of which is German. */
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(the|is|are|not|of|by|and|to|for|from|no|been|waits?|which|with|its|it|this|that|any|failed|running)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Set<String> seen = new LinkedHashSet<>();
    private final LocaleProvider usual = LocaleProvider.getProvider();

    @Before
    public void logIn() throws Exception {
        // As Jenkins does it when it starts, and its test harness does not.
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
        PAGES.open("alice", "Laden eröffnet");
        BROWSER.speaks("de");
    }

    @After
    public void letGo() throws Exception {
        LocaleProvider.setProvider(usual);
        PAGES.all().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        for (var job : PAGES.all().getAllItems(org.jenkinsci.plugins.workflow.job.WorkflowJob.class)) {
            for (var run : job.getBuilds()) {
                if (run.isBuilding()) {
                    run.doStop();
                }
            }
        }
        PAGES.jenkins.waitUntilNoActivity();
    }

    @Test
    public void saysOnTheBuildsOwnPageWhatItWaitsFor() throws Exception {
        var job = PAGES.job("stage('Freigeben') { approval('Chefin') { message 'Ausliefern?' } }");
        var run = PAGES.start(job);
        PAGES.jenkins.waitForMessage("Approval wanted", run);
        PAGES.all().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        var browser = PAGES.jenkins.createWebClient().withJavaScriptEnabled(false);
        browser.addRequestHeader("Accept-Language", "de");

        assertThat(browser.goTo(run.getUrl()).asNormalizedText())
                .contains("Release-Strecke", "Wartet bei Chefin auf eine Freigabe.");
    }

    @Test
    public void saysWhyThingsFailedWereStoppedAndRejected() throws Exception {
        var job = PAGES.job(
                """
                stage('Bauen') { build('Packen') { input 'AppSource'; commands 'grep -q 100 price.txt' } }
                stage('Freigeben') { approval('Chefin') { message 'Ausliefern?' } }
                stage('Regal') { deploy('Einlegen') { commands 'true' } }
                """);
        PAGES.look(job);
        lookAround("Hier lief noch nichts");
        var first = PAGES.start(job);
        lookAround("Ausliefern?");
        BROWSER.click(".approval button[value=Approved]");
        PAGES.assertSucceeds(first);
        PAGES.repository().commit("price.txt", "90\n", "Preis gesenkt");
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        lookAround("Aktion Packen ist in Stufe Bauen fehlgeschlagen");
        lookAround("Das Skript endete mit Code 1");
        PAGES.repository().commit("price.txt", "100\n", "Preis erhöht");
        var third = PAGES.start(job);
        lookAround("#3");
        BROWSER.type(".approval [name=summary]", "Zu teuer");
        BROWSER.click(".approval button[value=Rejected]");
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, PAGES.jenkins.waitForCompletion(third));
        lookAround("Abgelehnt von alice");
        BROWSER.click(".history tbody tr:first-child .chip");
        BROWSER.find("dialog .timeline");
        BROWSER.click("#tab-events");
        BROWSER.sees("dialog .happenings", "Abgelehnt von alice: Zu teuer");
        lookAround("Ereignisse");
        BROWSER.click("dialog .close");
        var fourth = PAGES.start(job);
        lookAround("#4");
        BROWSER.click("[aria-label='Stufe Freigeben'] .stop");
        BROWSER.type("dialog [name=reason]", "Feierabend");
        BROWSER.click("dialog input[value=true]");
        BROWSER.click("dialog button.danger");
        PAGES.jenkins.assertBuildStatus(Result.ABORTED, PAGES.jenkins.waitForCompletion(fourth));
        lookAround("Feierabend");

        assertGerman();
    }

    @Test
    public void saysWhatIsRepeatedOverriddenAndRolledBack() throws Exception {
        var ready = PAGES.newFile();
        var job = PAGES.job(
                """
                stage('Bauen') { build('Packen') { commands 'test -e %s' } }
                stage('Fenster') {
                    beforeEntry { deploymentWindow cron: '* * * 24 12 ?', timeZone: 'UTC' }
                    deploy('Einlegen') { commands 'true' }
                }
                stage('Regal') { deploy('Stapeln') { commands 'true' } }
                """
                        .formatted(ready));
        PAGES.jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        PAGES.look(job);
        PAGES.create(ready);
        BROWSER.click("[aria-label='Stufe Bauen'] .retry");
        lookAround("Bauen wiederholen?");
        BROWSER.click("dialog button.primary");
        lookAround("2. Anlauf");
        BROWSER.click(".waiting .override");
        lookAround("Die Bedingung von Fenster übergehen?");
        BROWSER.click("dialog button.danger");
        BROWSER.sees("[aria-label='Stufe Regal']", "Erfolgreich");
        lookAround("Übergangen");
        PAGES.repository().commit("price.txt", "90\n", "Preis gesenkt");
        PAGES.start(job);
        BROWSER.click(".waiting .override");
        BROWSER.click("dialog button.danger");
        BROWSER.sees("[aria-label='Stufe Regal']", "Erfolgreich", "Preis gesenkt");
        BROWSER.click("[aria-label='Stufe Regal'] .rollback");
        lookAround("Regal zurückrollen?");
        BROWSER.click("dialog button.danger");
        BROWSER.sees("[aria-label='Stufe Regal']", "Zurückgerollt", "Laden eröffnet");
        lookAround("Rückkehr von Hand");

        assertGerman();
    }

    @Test
    public void saysWhyThingsWait() throws Exception {
        var job = PAGES.job(
                """
                stage('Bauen') { build('Packen') { agent 'unterseeboot'; commands 'true' } }
                stage('Fenster') {
                    beforeEntry { deploymentWindow cron: '* * * 24 12 ?', timeZone: 'UTC' }
                    deploy('Einlegen') { commands 'true' }
                }
                """);
        PAGES.look(job);
        PAGES.start(job);
        lookAround("Wartet auf einen Ausführer");
        PAGES.jenkins.createOnlineSlave(new hudson.model.labels.LabelAtom("unterseeboot"));
        lookAround("Die Regel DeploymentWindow ist noch nicht erfüllt");
        PAGES.start(job);
        lookAround("Fenster wird von Ausführung #1 gehalten");
        BROWSER.click("button.barrier");
        BROWSER.type("dialog [name=reason]", "Inventur");
        BROWSER.click("dialog button.danger");
        lookAround("Inventur");
        BROWSER.click(".stop-line");
        BROWSER.find("dialog [name=scope]");
        lookAround("alle Pipelines dieses Jenkins");
        BROWSER.type("dialog [name=reason]", "Kassensturz");
        BROWSER.click("dialog button.danger");
        BROWSER.find(".line-stop");
        lookAround("Kassensturz");

        assertGerman();
    }

    @Test
    public void saysWhatIsRefused() throws Exception {
        var job = PAGES.job("stage('Freigeben') { approval('Chefin') { field 'ANLASS'; message 'Ausliefern?' } }");
        PAGES.look(job);
        PAGES.start(job);
        BROWSER.click(".approval button[value=Approved]");
        BROWSER.sees(".approval .refusal", "Das Feld „ANLASS“ muss ausgefüllt werden.");
        BROWSER.click(".head .start");
        BROWSER.find("dialog [name='revision:App']");
        job.makeDisabled(true);
        BROWSER.click("dialog button.primary");
        BROWSER.sees("dialog .refusal", "ist abgeschaltet oder kann gerade nicht gebaut werden");
        lookAround("abgeschaltet");

        assertGerman();
    }

    /** Waits until the page says something, and keeps all that it says then. */
    private void lookAround(String words) {
        BROWSER.until(() -> BROWSER.allText().contains(words));
        BROWSER.allText().lines().forEach(seen::add);
    }

    private void assertGerman() throws IOException {
        BROWSER.picture("jenkins-german");
        assertThat(seen).hasSizeGreaterThan(20);
        assertThat(seen).noneMatch(line -> ENGLISH.matcher(line).find());
        assertThat(BROWSER.run("return document.title")).asString().startsWith("Release-Strecke");
        assertThat(BROWSER.consoleErrors().stream()
                        .filter(line -> !line.contains("400 (Bad Request)"))
                        .toList())
                .isEmpty();
    }
}
