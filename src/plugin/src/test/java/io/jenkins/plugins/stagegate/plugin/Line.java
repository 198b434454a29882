package io.jenkins.plugins.stagegate.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.stream.StreamSupport;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** One person's browser at the line of a job: asks what the page asks, and sends what it sends. */
public final class Line {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JenkinsRule.WebClient browser;
    private final String base;

    private Line(JenkinsRule.WebClient browser, String base) {
        this.browser = browser;
        this.base = base;
    }

    public static Line of(JenkinsRule jenkins, WorkflowJob job) {
        return new Line(staying(browser(jenkins)), job.getUrl() + "stage-gate/");
    }

    static Line of(JenkinsRule jenkins, WorkflowJob job, String user) throws Exception {
        return new Line(staying(browser(jenkins).login(user)), job.getUrl() + "stage-gate/");
    }

    /** A redirection to the login must not look like an answer. */
    private static JenkinsRule.WebClient staying(JenkinsRule.WebClient browser) {
        browser.getOptions().setRedirectEnabled(false);
        browser.setRefreshHandler((page, url, seconds) -> {});
        return browser;
    }

    private static JenkinsRule.WebClient browser(JenkinsRule jenkins) {
        return jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
    }

    HtmlPage page() throws Exception {
        return browser.goTo(base);
    }

    WebResponse get(String path) throws IOException {
        return browser.getPage(new URL(browser.getContextPath() + base + path)).getWebResponse();
    }

    /** Reads, unless what would be answered has that tag. */
    WebResponse getUnlessTagged(String path, String tag) throws IOException {
        var request = new WebRequest(new URL(browser.getContextPath() + base + path));
        request.setAdditionalHeader("If-None-Match", tag);
        return browser.getPage(request).getWebResponse();
    }

    public JsonNode json(String path) throws IOException {
        return JSON.readTree(get(path).getContentAsString());
    }

    /** Sends a change with the token that the page carries. */
    WebResponse post(String path, String body) throws Exception {
        var element = page().querySelector("stage-gate-line");
        var request = request(path, body);
        if (element != null) {
            request.setAdditionalHeader(
                    element.getAttributes().getNamedItem("token-name").getNodeValue(),
                    element.getAttributes().getNamedItem("token").getNodeValue());
        }
        return browser.getPage(request).getWebResponse();
    }

    WebResponse postWithoutToken(String path, String body) throws Exception {
        return browser.getPage(request(path, body)).getWebResponse();
    }

    private WebRequest request(String path, String body) throws IOException {
        var request = new WebRequest(new URL(browser.getContextPath() + base + path), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/json");
        request.setRequestBody(body.replace('\'', '"'));
        return request;
    }

    public WebResponse approve(String stage, String action) throws Exception {
        return decide(stage, action, "Approved");
    }

    WebResponse decide(String stage, String action, String decision) throws Exception {
        return post(
                "approve",
                "{'stageName':'%s','actionName':'%s','token':'%s','result':{'status':'%s','summary':'seen'}}"
                        .formatted(stage, action, token(stage, action), decision));
    }

    String token(String stage, String action) throws IOException {
        return stream(json("state").get("stageStates"))
                .filter(one -> one.get("stageName").asText().equals(stage))
                .flatMap(one -> stream(one.get("actionStates")))
                .filter(one -> one.get("actionName").asText().equals(action))
                .map(one -> one.path("latestExecution").path("token").asText())
                .findFirst()
                .orElseThrow();
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
