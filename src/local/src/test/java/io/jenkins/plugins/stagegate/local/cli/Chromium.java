package io.jenkins.plugins.stagegate.local.cli;

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
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser that looks at a release line. Selectors are those inside the view. */
final class Chromium extends ExternalResource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String SKIPPED =
            "Skipped: there is no Chromium with its chromedriver on the PATH to look at the page with.";

    private ChromeDriver driver;

    @Override
    protected void before() {
        var browser = onPath("chromium", "chromium-browser", "google-chrome");
        var service = onPath("chromedriver");
        assumeTrue(SKIPPED, browser.isPresent() && service.isPresent());
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
                "--window-size=1366,900");
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
        }
    }

    private static Optional<Path> onPath(String... names) {
        var folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page as somebody who reads that language, and waits until a line is drawn. */
    void open(String address, String language) {
        // The page of a server that is gone asks on, and complains.
        driver.get("about:blank");
        consoleErrors();
        driver.executeCdpCommand(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", driver.executeScript("return navigator.userAgent"), "acceptLanguage", language));
        driver.get(address);
        find(".head");
    }

    /** What the operating system would prefer: light or dark. */
    void prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    private SearchContext view() {
        return driver.findElement(By.cssSelector("stage-gate-line")).getShadowRoot();
    }

    /** Waits until there is nothing of it. */
    void seesNo(String selector) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .withMessage(() -> "There still is " + selector)
                .until(any -> view().findElements(By.cssSelector(selector)).isEmpty());
    }

    String text(String selector) {
        return find(selector).getText();
    }

    WebElement find(String selector) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class, NoSuchElementException.class)
                .withMessage(() -> "There is no " + selector)
                .until(any -> view().findElement(By.cssSelector(selector)));
    }

    /** Presses what is there now: the line is drawn anew whenever something happens. */
    void click(String selector) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class, ElementNotInteractableException.class)
                .withMessage(() -> selector + " cannot be pressed")
                .until(any -> {
                    find(selector).click();
                    return true;
                });
    }

    void type(String selector, String words) {
        find(selector).sendKeys(words);
    }

    /** Chooses from a list the one whose words contain these. */
    void choose(String selector, String words) {
        new Select(find(selector)).selectByContainsVisibleText(words);
    }

    /** Waits until a part of the page says all of these. */
    void sees(String selector, String... words) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "It says: " + find(selector).getText())
                .until(any -> {
                    var text = find(selector).getText();
                    return Stream.of(words).allMatch(text::contains);
                });
    }

    /** What the page complained about since the last time this was asked. */
    List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What axe has to say of all that is on the page. */
    List<?> violations() throws IOException {
        try (var axe = Chromium.class.getResourceAsStream(AXE)) {
            run(new String(axe.readAllBytes(), UTF_8));
        }
        var found = (List<?>)
                driver.executeAsyncScript(
                        """
                const done = arguments[0];
                axe.run().then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
                  nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary))));
                """);
        // The browser warns of how axe reads colours.
        consoleErrors();
        return found;
    }

    /** Keeps what is seen, to be looked at. */
    void picture(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }
}
