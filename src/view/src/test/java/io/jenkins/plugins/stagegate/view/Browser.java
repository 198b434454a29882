package io.jenkins.plugins.stagegate.view;

import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium with a view in it; one for all tests, since starting it takes longer than any of them. */
final class Browser extends ExternalResource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SKIPPED =
            "Skipped: there is no Chromium with its chromedriver on the PATH to look at the view with.";
    private static final String STANDS_STILL =
            """
            const [element, answer] = arguments;
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            requestAnimationFrame(() => {
              const { x, y } = element.getBoundingClientRect();
              requestAnimationFrame(() => {
                const now = element.getBoundingClientRect();
                answer(element.isConnected && now.x === x && now.y === y);
              });
            });""";
    private static final AtomicBoolean TOLD = new AtomicBoolean();
    private static ChromeDriver shared;

    private ChromeDriver driver;

    @Override
    protected void before() {
        Optional<Path> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> service = onPath("chromedriver");
        boolean there = browser.isPresent() && service.isPresent();
        if (!there && TOLD.compareAndSet(false, true)) {
            System.out.println(SKIPPED);
        }
        assumeTrue(SKIPPED, there);
        driver = start(browser.get(), service.get());
        size(1600, 1000);
        scheme("light");
        consoleErrors();
    }

    private static synchronized ChromeDriver start(Path browser, Path service) {
        if (shared != null) {
            return shared;
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--hide-scrollbars",
                "--user-data-dir=" + freshFolder());
        shared = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(service.toFile())
                        .build(),
                options);
        Runtime.getRuntime().addShutdownHook(new Thread(shared::quit));
        return shared;
    }

    private static Path freshFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chromium-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> onPath(String... names) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Opens the page of a host and waits until the line is drawn and the host's events are heard: on a narrow page the words for
     * that may take a line less than those before, and what is below moves while one aims at it.
     */
    void open(TestHost host) {
        open(host, "en");
    }

    void open(TestHost host, String language) {
        load(host, language);
        until(() -> has(".stage"));
        until(() -> has(".history tr") || has(".refusal"));
        until(() -> has(".fresh.told") || !host.tells());
    }

    /** Opens the page of a host without waiting for anything in it. */
    void load(TestHost host, String language) {
        driver.get(host.home() + "?" + language);
    }

    /** Runs a script in every page from now on, before any of the page's own; gives what {@link #loadWithout} takes. */
    String beforeLoading(String script) {
        return (String) driver.executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", "(() => {" + script + "})()"))
                .get("identifier");
    }

    void loadWithout(String script) {
        driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** How high the page is, in pixels. */
    int height() {
        return ((Number) run("return document.documentElement.scrollHeight")).intValue();
    }

    /** Light or dark, as the operating system would say. */
    void scheme(String scheme) {
        media("prefers-color-scheme", scheme);
    }

    void media(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Opens the page with all pipelines, and waits until the first is drawn. */
    void openOverview(TestHost host) {
        driver.get(host.overview().toString());
        until(() -> has(".station"));
    }

    private SearchContext view() {
        return driver.findElement(By.cssSelector("stage-gate-line, stage-gate-overview"))
                .getShadowRoot();
    }

    boolean has(String selector) {
        return !view().findElements(By.cssSelector(selector)).isEmpty();
    }

    WebElement find(String selector) {
        until(() -> has(selector));
        return view().findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return view().findElements(By.cssSelector(selector));
    }

    /** The text that is seen at the first place that fits. */
    String text(String selector) {
        return find(selector).getText();
    }

    /** Clicks on what is there, as soon as it stands still for two pictures: a click that is aimed at a place misses what moves. */
    void click(String selector) {
        until(() -> Boolean.TRUE.equals(await(STANDS_STILL, find(selector))));
        find(selector).click();
    }

    void type(String selector, String words) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(words);
    }

    /** Presses keys wherever the focus is, as a hand on the keyboard does. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the focus is at the place, as people without a mouse do. */
    void tabTo(String selector) {
        for (int step = 0; step < 200; step++) {
            if (hasFocus(selector)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("Tab never came to " + selector);
    }

    boolean hasFocus(String selector) {
        return Boolean.TRUE.equals(run(
                "const at = document.querySelector('stage-gate-line, stage-gate-overview').shadowRoot.activeElement;"
                        + "return Boolean(at && at.matches(arguments[0]))",
                selector));
    }

    /** Waits for what must become true. */
    void until(Condition condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(40))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> condition.holds());
    }

    /** Something that must become true. */
    interface Condition {
        boolean holds();
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    Object await(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeAsyncScript(script, arguments);
    }

    /** What the page complained about since the last time this was asked. */
    List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
    }
}
