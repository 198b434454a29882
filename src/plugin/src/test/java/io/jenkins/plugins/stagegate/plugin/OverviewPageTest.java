package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.openqa.selenium.WebElement;

/** The pages in Jenkins that show many release pipelines. */
public class OverviewPageTest {
    @ClassRule
    public static final LinePages PAGES = new LinePages();

    private static final Chromium BROWSER = PAGES.browser;

    private Folder shops;
    private WorkflowJob cheese;
    private WorkflowJob bread;

    @Before
    public void openShops() throws Exception {
        PAGES.open("alice");
        var definition = Shop.pipeline(
                PAGES.repository().address(),
                "stage('Release') { approval('ShipIt') { message 'Ship it?' } }\nstage('Shelf') { deploy('Put') { commands 'true' } }");
        shops = PAGES.jenkins.createProject(Folder.class, "shops");
        cheese = PAGES.define(shops, "cheese", definition);
        bread = PAGES.define(PAGES.all(), "bread", definition);
        PAGES.jenkins.createFreeStyleProject("other");
    }

    @After
    public void closeShops() throws Exception {
        PAGES.all().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        for (var job : List.of(cheese, bread)) {
            for (var run : job.getBuilds()) {
                run.doStop();
            }
        }
        PAGES.jenkins.waitUntilNoActivity();
        for (var item : PAGES.all().getItems()) {
            item.delete();
        }
    }

    @Test
    public void showAllPipelinesAndWhereTheirChangesAre() throws Exception {
        PAGES.lookAtAll(PAGES.all());
        assertThat(names()).containsExactly("bread", "shops » cheese");

        PAGES.start(bread);

        BROWSER.sees(".overview > li:first-child .station:nth-child(2)", "Release", "Needs approval", "#1");
        assertThat(BROWSER.text(".overview > li:last-child")).contains("Not yet run");
        PAGES.assertClean("overview");
        BROWSER.click(".overview > li:last-child h3 a");
        BROWSER.sees(".head", "shops/cheese");
    }

    @Test
    public void areThereWhileTheirLineIsStopped() throws Exception {
        PAGES.lookAtAll(shops);
        BROWSER.pressPlain("details summary");
        BROWSER.plain("#reason").sendKeys("The payment service is down");
        BROWSER.pressPlain("button[name=stop]");

        BROWSER.until(() -> BROWSER.plainText(".jenkins-alert").contains("The payment service is down"));
        BROWSER.until(() -> names().equals(List.of("cheese")));
        BROWSER.pressPlain("button[name=release]");
        BROWSER.until(() -> BROWSER.allPlain(".jenkins-alert").isEmpty());
    }

    @Test
    public void areThoseOfTheFolderOnItsPage() throws Exception {
        PAGES.lookAtAll(shops);

        assertThat(names()).containsExactly("cheese");
    }

    @Test
    public void areOneClickAwayFromEachLine() throws Exception {
        PAGES.look(cheese);
        BROWSER.click(".head .all");

        BROWSER.until(() -> BROWSER.has(".overview"));
        assertThat(names()).containsExactly("cheese");
        PAGES.look(bread);
        BROWSER.click(".head .all");
        BROWSER.until(() -> BROWSER.has(".overview"));
        assertThat(names()).containsExactly("bread", "shops » cheese");
    }

    @Test
    public void followPipelinesThatComeAndGo() throws Exception {
        PAGES.lookAtAll(PAGES.all());
        bread.delete();
        BROWSER.until(() -> names().equals(List.of("shops » cheese")));
        bread = PAGES.define(PAGES.all(), "bread", "releasePipeline {}");

        BROWSER.until(() -> names().equals(List.of("bread", "shops » cheese")));
        BROWSER.sees(".overview > li:first-child", "No stage is known yet");
    }

    @Test
    public void haveNothingThatTheirReaderMayNotRead() throws Exception {
        PAGES.all()
                .setAuthorizationStrategy(new MockAuthorizationStrategy()
                        .grant(Jenkins.READ)
                        .everywhere()
                        .to("alice", "bob")
                        .grant(Item.READ)
                        .onItems(bread)
                        .to("alice"));

        PAGES.lookAtAll(PAGES.all());
        assertThat(names()).containsExactly("bread");
        assertThat(PAGES.jenkins
                        .createWebClient()
                        .login("alice")
                        .goTo("release-pipelines/pipelines", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"pipelineName\":\"" + bread.getFullName() + "\"");
        BROWSER.logIn(PAGES.jenkins.getURL().toString(), "bob");
        BROWSER.openEmptyOverview(PAGES.jenkins.getURL() + "release-pipelines/");
        assertThat(BROWSER.text(".hint")).isEqualTo("There is no pipeline here yet.");
        var asked = PAGES.jenkins
                .createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login("bob");
        assertThat(asked.goTo("release-pipelines/pipelines", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .isEqualTo("{\"pipelines\":[]}");
        assertThat(asked.goTo("job/shops/release-pipelines/", null)
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(404);
    }

    private static List<String> names() {
        return BROWSER.all(".overview h3 a").stream().map(WebElement::getText).toList();
    }
}
