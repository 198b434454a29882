package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.User;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.ui.LineAction;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * Who is let in where. All that the plugin answers is found in its classes and pages, so that what somebody adds has to be added
 * here, too.
 */
public class EveryEndpointTest {
    private static final String NOBODY = "anonymous";
    private static final Set<String> READERS =
            Set.of("reader", "builder", "canceller", "approver", "controller", "worker", "author", "admin");
    private static final Set<String> PEOPLE = with(READERS, "stranger", "owner", NOBODY);
    private static final Set<String> USERS = with(READERS, "stranger", "owner");
    private static final Set<String> ADMIN = Set.of("admin");

    /** How an endpoint is asked, and how one sees whether it lets somebody in. */
    private enum Kind {
        /** By GET. */
        READ,
        /** By POST, with a body that makes no sense to those who are let in. */
        CHANGE,
        /** By POST with a value that is wrong; who is not let in learns nothing of it. */
        CHECK,
        /** By POST; who is not let in gets no choice. */
        CHOICE,
        /** A signature counts, and not who is logged in; so nobody is let in here. */
        SIGNED
    }

    /** @param marker what only those see who are let in */
    private record Endpoint(Kind kind, String path, Set<String> people, String marker) {}

    private static final Map<String, List<Endpoint>> ENDPOINTS = new LinkedHashMap<>();

    static {
        var line = "job/shops/job/shop/stage-gate/";
        for (String read : List.of("State", "Executions")) {
            endpoint("LineAction#do" + read, Kind.READ, line + read.toLowerCase(java.util.Locale.ROOT), READERS);
        }
        endpoint("LineAction#doExecution", Kind.READ, line + "execution?pipelineExecutionId=x", READERS);
        endpoint("LineAction#doChanges", Kind.READ, line + "changes?from=x&to=y", READERS);
        endpoint("LineAction#doUses", Kind.READ, line + "uses?pipelineExecutionId=x", READERS);
        endpoint("LineAction#doLog", Kind.READ, line + "log?actionExecutionId=x&start=0", READERS);
        endpoint("LineAction/index", Kind.READ, line, READERS);
        endpoint("LineAction#doStart", Kind.CHANGE, line + "start", Set.of("builder", "admin"));
        endpoint("LineAction#doRetry", Kind.CHANGE, line + "retry", Set.of("builder", "admin"));
        endpoint("LineAction#doStop", Kind.CHANGE, line + "stop", Set.of("canceller", "admin"));
        endpoint("LineAction#doApprove", Kind.CHANGE, line + "approve", Set.of("approver", "admin"));
        for (String change : List.of("Transition", "Rollback", "Override", "StopLine", "ReleaseLine", "ForceEntry")) {
            var last = change.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
            endpoint("LineAction#do" + change, Kind.CHANGE, line + last, Set.of("controller", "admin"));
        }
        endpoint("ExecutionAction/index", Kind.READ, "job/shops/job/shop/1/stage-gate/", READERS);
        endpoint("OverviewAction#doPipelines", Kind.READ, "release-pipelines/pipelines", USERS);
        endpoint("OverviewAction#doPipelines", Kind.READ, "job/shops/release-pipelines/pipelines", READERS);
        for (String change : List.of("Stop", "Release")) {
            var name = "OverviewAction#do" + change + "Line";
            var last = "release-pipelines/" + change.toLowerCase(java.util.Locale.ROOT) + "-line";
            endpoint(name, Kind.CHANGE, last, Set.of("controller", "admin"));
            endpoint(name, Kind.CHANGE, "job/shops/" + last, Set.of("controller", "admin"));
        }
        endpoint("OverviewAction/index", Kind.READ, "release-pipelines/", USERS);
        endpoint("OverviewAction/index", Kind.READ, "job/shops/release-pipelines/", READERS);
        endpoint("TriggersAction/index", Kind.READ, "job/shops/job/shop/stage-gate-triggers/", READERS);
        endpoint("ReceivedHooks/index", Kind.READ, "manage/stage-gate-received-hooks/", ADMIN);
        endpoint("UserKeysAction/index", Kind.READ, "user/owner/stage-gate-keys/", Set.of("owner", "admin"));
        endpoint("UserKeysAction/created", Kind.READ, "user/owner/stage-gate-keys/created", Set.of("owner", "admin"));
        endpoint("UserKeysAction#doCreate", Kind.CHANGE, "user/owner/stage-gate-keys/create", Set.of("owner"));
        endpoint("UserKeysAction#doRevoke", Kind.CHANGE, "user/owner/stage-gate-keys/revoke", Set.of("owner", "admin"));
        // Pages of single parameters are reached by nobody: Jenkins shows them inside of its own form.
        ENDPOINTS.put("VariableParameter/index", List.of());
        ENDPOINTS.put("RevisionParameter/index", List.of());

        var settings = "descriptorByName/io.jenkins.plugins.stagegate.plugin.";
        var job = "job/shops/job/shop/" + settings;
        var folder = "job/shops/" + settings;
        var authors = Set.of("author", "admin");
        check(
                "StageGateSettings#doCheckAllowedHosts",
                settings + "settings.StageGateSettings/checkAllowedHosts",
                ADMIN);
        check("StageGateSettings#doCheckPerformers", settings + "settings.StageGateSettings/checkPerformers", ADMIN);
        for (String field : List.of("Name", "Stages", "Timeout", "Remind", "Notify")) {
            check("ImposedGate$DescriptorImpl#doCheck" + field, settings + "gate.ImposedGate/check" + field, ADMIN);
            check(
                    "ImposedGate$DescriptorImpl#doCheck" + field,
                    folder + "gate.ImposedGate/check" + field,
                    Set.of("controller", "admin"));
        }
        check("ImposedGate$DescriptorImpl#doCheckFolder", settings + "gate.ImposedGate/checkFolder", ADMIN);
        check("ImposedGate$DescriptorImpl#doCheckFolder", folder + "gate.ImposedGate/checkFolder", Set.of());
        check("EventHook$DescriptorImpl#doCheckAddress", settings + "event.EventHook/checkAddress", ADMIN);
        check("EventHook$DescriptorImpl#doCheckAddress", folder + "event.EventHook/checkAddress", authors);
        check(
                "HookSecret$DescriptorImpl#doCheckCredentialsId",
                settings + "trigger.HookSecret/checkCredentialsId",
                ADMIN);
        check("HookSecret$DescriptorImpl#doCheckCredentialsId", job + "trigger.HookSecret/checkCredentialsId", authors);
        check("EventHook$DescriptorImpl#doCheckSignatureId", settings + "event.EventHook/checkSignatureId", ADMIN);
        check("EventHook$DescriptorImpl#doCheckSignatureId", folder + "event.EventHook/checkSignatureId", authors);
        var signatures = "event.EventHook/fillSignatureIdItems";
        var signing = "EventHook$DescriptorImpl#doFillSignatureIdItems";
        endpoint(signing, new Endpoint(Kind.CHOICE, settings + signatures, ADMIN, "a secret of the shop"));
        endpoint(signing, new Endpoint(Kind.CHOICE, folder + signatures, authors, "a secret of the shop"));
        var choices = "trigger.HookSecret/fillCredentialsIdItems";
        var fills = "HookSecret$DescriptorImpl#doFillCredentialsIdItems";
        endpoint(fills, new Endpoint(Kind.CHOICE, settings + choices, ADMIN, "a secret of the shop"));
        endpoint(fills, new Endpoint(Kind.CHOICE, job + choices, authors, "a secret of the shop"));
        check(
                "ReleasePipelineDefinition$DescriptorImpl#doCheckScript",
                job + "job.ReleasePipelineDefinition/checkScript",
                authors);
        check(
                "ReleasePipelineScmDefinition$DescriptorImpl#doCheckScriptPath",
                job + "job.ReleasePipelineScmDefinition/checkScriptPath",
                authors);
        for (String factory : List.of("ReleaseBranchFactory", "ReleaseProjectFactory")) {
            check(
                    factory + "$DescriptorImpl#doCheckScriptPath",
                    folder + "multibranch." + factory + "/checkScriptPath",
                    authors);
        }
        endpoint("WireAction#doCodepipeline", Kind.SIGNED, "stage-gate-api/codepipeline", Set.of());
        endpoint("WireAction#doArtifacts", Kind.SIGNED, "stage-gate-api/artifacts/x/y", Set.of());
        endpoint("WireAction#doWebhooks", Kind.SIGNED, "stage-gate-api/webhooks/x/y", Set.of());
        endpoint("HookAction#doDynamic", Kind.SIGNED, "stage-gate-hooks/github", Set.of());
    }

    private static void endpoint(String name, Kind kind, String path, Set<String> people) {
        endpoint(name, new Endpoint(kind, path, people, ""));
    }

    private static void check(String name, String path, Set<String> people) {
        endpoint(name, new Endpoint(Kind.CHECK, path, people, "<div class="));
    }

    private static void endpoint(String name, Endpoint one) {
        ENDPOINTS.merge(name, List.of(one), (some, more) -> Stream.concat(some.stream(), more.stream())
                .toList());
    }

    private static Set<String> with(Set<String> some, String... more) {
        var all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final Map<String, JenkinsRule.WebClient> BROWSERS = new HashMap<>();

    @Rule
    public final ErrorCollector found = new ErrorCollector();

    @BeforeClass
    public static void openShops() throws Exception {
        com.cloudbees.plugins.credentials.SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl(
                        com.cloudbees.plugins.credentials.CredentialsScope.GLOBAL,
                        "hooks",
                        "a secret of the shop",
                        hudson.util.Secret.fromString("secret")));
        var shops = JENKINS.createProject(Folder.class, "shops");
        var job = shops.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline("https://git.example.com/shop.git", Shop.NOTHING)
                .replace("    stages {", "    triggers { push { branches include: ['main'] } }\n    stages {")));
        ItemListener.fireOnUpdated(job);
        // There is no such repository: a build that failed has a page of its execution, too.
        JENKINS.waitForCompletion(job.scheduleBuild2(0).waitForStart());
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        var strategy = new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger", "owner");
        for (String reader : READERS) {
            strategy.grant(Jenkins.READ, Item.READ).everywhere().to(reader);
        }
        JENKINS.jenkins.setAuthorizationStrategy(strategy.grant(Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Item.CANCEL)
                .everywhere()
                .to("canceller")
                .grant(StageGatePermissions.APPROVE)
                .everywhere()
                .to("approver")
                .grant(StageGatePermissions.CONTROL)
                .everywhere()
                .to("controller")
                .grant(StageGatePermissions.WORK)
                .everywhere()
                .to("worker")
                .grant(Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("author"));
        User.getById("owner", true);
        for (String person : PEOPLE) {
            var browser =
                    JENKINS.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
            browser.getOptions().setRedirectEnabled(false);
            browser.setRefreshHandler((page, url, seconds) -> {});
            BROWSERS.put(person, person.equals(NOBODY) ? browser : browser.login(person));
        }
    }

    @Test
    public void allOfThemAreHere() throws Exception {
        var all = new TreeSet<String>();
        var classes = Path.of(LineAction.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var name = classes.relativize(file).toString().replace('\\', '/');
                if (name.startsWith("io/jenkins/plugins/stagegate/plugin/") && name.endsWith(".class")) {
                    all.addAll(endpoints(Class.forName(
                            name.replace(".class", "").replace('/', '.'),
                            false,
                            getClass().getClassLoader())));
                }
                if (name.endsWith(".jelly") && isPage(file)) {
                    all.add(file.getParent().getFileName() + "/"
                            + file.getFileName().toString().replace(".jelly", ""));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(30);
        assertThat(ENDPOINTS.keySet()).containsExactlyInAnyOrderElementsOf(all);
    }

    private static Set<String> endpoints(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(EveryEndpointTest::isEndpoint)
                .map(method -> type.getName().replaceAll(".*\\.", "") + "#" + method.getName())
                .collect(Collectors.toSet());
    }

    /** As Stapler takes them, by their names or by what stands above them. */
    private static boolean isEndpoint(Method method) {
        return method.getName().matches("do[A-Z].*|js[A-Z].*|getDynamic")
                || Arrays.stream(method.getAnnotations())
                        .anyMatch(one -> one.annotationType().getName().startsWith("org.kohsuke.stapler")
                                && !one.annotationType().getSimpleName().startsWith("DataBound"));
    }

    /** Forms, and what Jenkins shows inside of its own pages, have no address. */
    private static boolean isPage(Path file) {
        return file.toString().contains("stagegate")
                && !Set.of("config.jelly", "badge.jelly", "summary.jelly", "getting-started.jelly")
                        .contains(file.getFileName().toString());
    }

    @Test
    public void letThoseInWhoMayAndNobodyElse() {
        ENDPOINTS.forEach((name, endpoints) -> endpoints.forEach(endpoint -> {
            for (String person : PEOPLE) {
                found.checkSucceeds(() -> {
                    var answer = ask(person, endpoint);
                    assertThat(isIn(endpoint, answer))
                            .as(
                                    "%s lets %s in at %s: %d %s",
                                    name,
                                    person,
                                    endpoint.path(),
                                    answer.getStatusCode(),
                                    answer.getContentAsString()
                                            .lines()
                                            .findFirst()
                                            .orElse(""))
                            .isEqualTo(endpoint.people().contains(person));
                    return null;
                });
            }
        }));
    }

    private static boolean isIn(Endpoint endpoint, WebResponse answer) throws IOException {
        int status = answer.getStatusCode();
        return switch (endpoint.kind()) {
            case CHECK, CHOICE -> {
                var text = answer.getContentAsString();
                yield status == 200 && text.contains(endpoint.marker()) && !text.contains("<div/>");
            }
            default -> {
                assertThat(status).as(endpoint.path()).isIn(200, 302, 400, 401, 403, 404, 405);
                yield status == 200
                        || status == 400 && endpoint.kind() != Kind.SIGNED
                        || status == 302
                                && !String.valueOf(answer.getResponseHeaderValue("Location"))
                                        .contains("login");
            }
        };
    }

    @Test
    public void changeNothingByReadingAndWithoutTheTokenOfAPage() {
        ENDPOINTS.forEach((name, endpoints) -> endpoints.stream()
                .filter(endpoint -> endpoint.kind() != Kind.READ && !name.equals("WireAction#doArtifacts"))
                .forEach(endpoint -> found.checkSucceeds(() -> {
                    assertThat(get("admin", endpoint.path()).getStatusCode())
                            .as("GET %s", endpoint.path())
                            .isEqualTo(405);
                    if (endpoint.kind() != Kind.SIGNED) {
                        assertThat(BROWSERS.get("admin")
                                        .getPage(new WebRequest(address(endpoint.path()), HttpMethod.POST))
                                        .getWebResponse()
                                        .getStatusCode())
                                .as("POST %s", endpoint.path())
                                .isEqualTo(403);
                    }
                    return null;
                })));
    }

    private static WebResponse ask(String person, Endpoint endpoint) throws Exception {
        if (endpoint.kind() == Kind.READ) {
            return get(person, endpoint.path());
        }
        var browser = BROWSERS.get(person);
        var form = Set.of(Kind.CHECK, Kind.CHOICE).contains(endpoint.kind());
        var request = new WebRequest(address(endpoint.path()), HttpMethod.POST);
        if (form) {
            request.setRequestBody("value=..%2F%2F%2F%5B%20%3C");
        } else {
            request.setAdditionalHeader("Content-Type", "application/json");
            request.setRequestBody("no JSON");
        }
        if (!person.equals(NOBODY)) {
            var crumb = JENKINS.jenkins.getCrumbIssuer();
            request.setAdditionalHeader(crumb.getCrumbRequestField(), crumb(browser));
        }
        return browser.getPage(request).getWebResponse();
    }

    private static String crumb(JenkinsRule.WebClient browser) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(browser.getPage(address("crumbIssuer/api/json"))
                        .getWebResponse()
                        .getContentAsString())
                .path("crumb")
                .asText();
    }

    private static WebResponse get(String person, String path) throws IOException {
        return BROWSERS.get(person).getPage(address(path)).getWebResponse();
    }

    private static URL address(String path) throws IOException {
        return new URL(JENKINS.getURL(), path);
    }
}
