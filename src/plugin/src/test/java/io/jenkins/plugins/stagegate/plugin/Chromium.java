package io.jenkins.plugins.stagegate.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser that looks at Jenkins. Selectors are those inside the view. */
final class Chromium extends ExternalResource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String SKIPPED =
            "Skipped: there is no Chromium with its chromedriver on the PATH to look at Jenkins with.";
    private static final String ALL_TEXT =
            "return [...document.querySelector('stage-gate-line, stage-gate-overview')?.shadowRoot.children ?? [document.body]]"
                    + ".map((one) => one.innerText).join('\\n')";
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private ChromeDriver driver;
    private Path profile;

    @Override
    protected void before() throws IOException {
        var browser = onPath("chromium", "chromium-browser", "google-chrome");
        var service = onPath("chromedriver");
        boolean there = browser.isPresent() && service.isPresent();
        if (!there && TOLD.compareAndSet(false, true)) {
            System.out.println(SKIPPED);
        }
        assumeTrue(SKIPPED, there);
        profile = Files.createTempDirectory("stage-gate-chromium");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--window-size=1366,900",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(service.get().toFile())
                        .build(),
                options);
    }

    @Override
    protected void after() {
        if (driver != null) {
            driver.quit();
            deleteProfile();
        }
    }

    /** The operating system clears what a browser that is about to end still writes. */
    private void deleteProfile() {
        try (var files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | java.io.UncheckedIOException e) {
            profile.toFile().deleteOnExit();
        }
    }

    private static Optional<Path> onPath(String... names) {
        var folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Logs in at Jenkins' own page. */
    void logIn(String jenkins, String user) {
        driver.manage().deleteAllCookies();
        driver.get(jenkins + "login");
        driver.findElement(By.name("j_username")).sendKeys(user);
        driver.findElement(By.name("j_password")).sendKeys(user);
        driver.findElement(By.name("Submit")).click();
        until(() -> !driver.getCurrentUrl().contains("/login")
                && !driver.findElements(By.id("jenkins")).isEmpty());
        consoleErrors();
    }

    /** Opens a page with a view in it, and waits until that is drawn. */
    void open(String address) {
        driver.get(address);
        until(() -> has(".head"));
    }

    /** Opens a page with many pipelines, and waits until each that is in sight is drawn. */
    void openOverview(String address) {
        driver.get(address);
        until(() -> has(".overview")
                && all(".overview > li").stream().allMatch(one -> one.getText().contains("\n")));
    }

    /** Opens a page that is to have no pipeline. */
    void openEmptyOverview(String address) {
        driver.get(address);
        until(() -> has(".hint"));
    }

    /** Opens a page of Jenkins that has no view in it, and waits until a part of it is there. */
    void openPlain(String address, String selector) {
        driver.get(address);
        until(() -> !driver.findElements(By.cssSelector(selector)).isEmpty());
    }

    /** What a part of such a page says. */
    String plainText(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    WebElement plain(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> allPlain(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses a part of such a page. */
    void pressPlain(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** As if it had just been started: light, of its own size, with a network, and with no language of its own. */
    void restore() {
        prefers("light");
        size(1366, 900);
        network(true);
        speaks("en");
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Shows pages as a phone of that size does: a window cannot be made as narrow. */
    void phone(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
    }

    void noPhone() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Pulls the plug, or puts it back. */
    void network(boolean there) {
        if (there) {
            driver.deleteNetworkConditions();
        } else {
            var conditions = new ChromiumNetworkConditions();
            conditions.setOffline(true);
            driver.setNetworkConditions(conditions);
        }
    }

    /** The language of the person at the browser. */
    void speaks(String language) {
        driver.executeCdpCommand(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", run("return navigator.userAgent"), "acceptLanguage", language));
    }

    /** How high all of the page is. */
    int height() {
        return ((Number) run("return document.documentElement.scrollHeight")).intValue();
    }

    /** What the operating system would prefer. */
    void prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private SearchContext view() {
        return driver.findElement(By.cssSelector("stage-gate-line, stage-gate-overview"))
                .getShadowRoot();
    }

    boolean has(String selector) {
        return !view().findElements(By.cssSelector(selector)).isEmpty();
    }

    List<WebElement> all(String selector) {
        return view().findElements(By.cssSelector(selector));
    }

    WebElement find(String selector) {
        until(() -> has(selector));
        return view().findElement(By.cssSelector(selector));
    }

    String text(String selector) {
        return find(selector).getText();
    }

    void click(String selector) {
        // The line is drawn anew whenever something happens: what is there is pressed, not what was there.
        until(() -> {
            var element = find(selector);
            run("arguments[0].scrollIntoView({ block: 'center' })", element);
            element.click();
            return true;
        });
    }

    void type(String selector, String words) {
        find(selector).sendKeys(words);
    }

    void clear(String selector) {
        find(selector).clear();
    }

    void choose(String selector, String value) {
        new Select(find(selector)).selectByValue(value);
    }

    /** Waits until a part of the page says all of these. */
    void sees(String selector, String... words) {
        until(() -> {
            var text = text(selector);
            return Stream.of(words).allMatch(text::contains);
        });
    }

    /** Something that must become true. */
    interface Condition {
        boolean holds();
    }

    void until(Condition condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class, NoSuchElementException.class)
                .withMessage(() -> "It never became true. The page shows:\n" + run(ALL_TEXT))
                .until(any -> condition.holds());
    }

    /** All that the view shows, in lines. */
    String allText() {
        return (String) run(ALL_TEXT);
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object await(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** What axe has to say of the view; the page around it is Jenkins'. */
    List<?> violations() throws IOException {
        return violations("stage-gate-line, stage-gate-overview");
    }

    /** What axe has to say of a part of the page. */
    List<?> violations(String selector) throws IOException {
        try (var axe = Chromium.class.getResourceAsStream(AXE)) {
            run(new String(axe.readAllBytes(), UTF_8));
        }
        var found = (List<?>) await(
                """
                const [selector, done] = arguments;
                axe.run(selector).then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
                  nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary))));
                """,
                selector);
        // The browser warns of how axe reads colours.
        consoleErrors();
        return found;
    }

    /** What the pages complained about since the last time this was asked. */
    List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void picture(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }
}
