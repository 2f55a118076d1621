package io.atflux.samples.gateway.dashboard;

import io.atflux.test.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser without a window. Waits for what is to be seen, never for a time. */
final class Chromium implements AutoCloseable {

    private static final String APT = "apt-get install chromium chromium-driver";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Logger TALK = Logger.getLogger("org.openqa.selenium");

    static {
        // It knows browsers of its own age by name only, and says so at length.
        TALK.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;
    private final WebDriverWait wait;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
        this.wait = new WebDriverWait(driver, LIMIT);
    }

    /** Skips the calling test if there is none. */
    static Chromium start() {
        Path browser = Peers.require("chromium", APT);
        Path chromedriver = Peers.require("chromedriver", APT);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en");
        LoggingPreferences log = new LoggingPreferences();
        log.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, log);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(1440, 900));
        return new Chromium(driver);
    }

    void open(String url) {
        driver.get(url);
    }

    /** Waits until an element has this text in it. */
    void awaitText(String selector, String text) {
        wait.withMessage(() -> "'" + text + "' in " + selector + ", which has: "
                        + driver.findElements(By.cssSelector(selector)).stream()
                                .map(WebElement::getText)
                                .toList())
                .until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text));
    }

    /** Waits until an element matches. */
    WebElement await(String selector) {
        return wait.withMessage(selector).until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(selector)));
    }

    void click(String selector) {
        wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector(selector)))
                .click();
    }

    void type(String selector, String text) {
        WebElement field = await(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Presses a key, whatever has the focus. */
    void press(CharSequence key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    String focused() {
        return String.valueOf(driver.switchTo().activeElement().getDomAttribute("id"));
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    /** Whether an expression of the page's is true. */
    private boolean is(String expression) {
        return Boolean.TRUE.equals(((JavascriptExecutor) driver).executeScript("return " + expression));
    }

    /** The errors of the page since the last call, among them each violation of the content security policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** A picture of the page as it is, for those who like it light and for those who like it dark. */
    void picture(Path folder, String name, int height) throws IOException {
        driver.manage().window().setSize(new Dimension(1440, height));
        driver.executeScript("scrollTo(0, 0)");
        for (String scheme : List.of("light", "dark")) {
            driver.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            wait.until(page -> is("matchMedia('(prefers-color-scheme: " + scheme + ")').matches"));
            Files.write(
                    folder.resolve("gateway-" + name + "-" + scheme + ".png"),
                    SmallPng.of(driver.getScreenshotAs(OutputType.BYTES)));
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
