package io.atflux.samples.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.GatewayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar that people run, and a browser that looks at it. With {@code -Dpictures=docs/images} it makes those of the docs. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    private static final String ROW = "#rows tr[data-name=depot-7]";

    @TempDir
    private static Path folder;

    private static @Nullable Chromium started;
    private static @Nullable GatewayProcess gateway;

    @BeforeAll
    static void start() throws IOException {
        started = Chromium.start();
        gateway = GatewayProcess.start(
                folder, "--spring.profiles.active=demo", "--gateway.outbox.file=" + folder.resolve("outbox.db"));
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    private static Chromium browser() {
        return Objects.requireNonNull(started);
    }

    private static void open(String path) {
        browser().open(Objects.requireNonNull(gateway).url() + path);
    }

    private static void picture(String name, int height) throws IOException {
        String wanted = System.getProperty("pictures");
        if (wanted != null) {
            browser().picture(Files.createDirectories(Path.of(wanted)), name, height);
        }
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    @Order(1)
    void theFleetAppearsAndIsAlive() {
        open("/");

        browser().awaitText(ROW + " .state", "Ready");
        browser().awaitText("#rows tr[data-name=harbour] .state", "Ready");
        browser().awaitText("#summary .ok b", "2");
        browser().awaitText(ROW, "dBm");
        browser().await("[data-chart=messages] canvas");
        assertThat(browser().title()).isEqualTo("Fleet · atflux gateway");

        browser().press("/");
        assertThat(browser().focused()).isEqualTo("find");
        browser().type("#find", "harb");
        browser().await(ROW + "[hidden]");
    }

    @Test
    @Order(2)
    void aFaultIsShownInWordsAndTheLinkComesBack() throws IOException {
        open("/modems/depot-7?span=10min");
        browser().awaitText("#state-word", "Ready");
        browser().click("#fault-line");
        browser().awaitText("#cause", "The far end of the line refuses the connection.");
        browser().click("#fault-line[aria-pressed=true]");
        browser().awaitText("#state-word", "Ready");

        browser().click("#fault-sim");
        browser().awaitText("#cause", "There is no SIM in the modem.");
        browser().awaitText("#state .cure", "Insert a SIM.");
        browser().await("#fault-sim[aria-pressed=true]");
        browser().await("#history rect.human");
        assertThat(browser().title()).startsWith("(Needs you) depot-7");
        picture("fault", 1120);

        open("/");
        browser().awaitText("#rows tr:first-child", "There is no SIM in the modem.");
        browser().awaitText("#summary .human b", "1");
        picture("fleet", 600);

        open("/modems/depot-7");
        browser().click("#fault-sim[aria-pressed=true]");
        browser().awaitText("#state-word", "Ready");
        browser().awaitText("#state .facts", "SIM missing");
    }

    @Test
    @Order(3)
    void aMessageIsPublishedAndSeen() throws IOException {
        open("/modems/harbour?span=10min&filter=demo/%23");
        browser().awaitText("#lines", "+MQTTSUB: 1,1");

        browser().type("#publish textarea", "23.4 degrees");
        browser().click("#publish button");

        browser().awaitText("#receipt", "Confirmed");
        browser().awaitText("#messages", "23.4 degrees");
        browser().awaitText("#lines", "AT+MQTTPUB");
        picture("modem", 1120);
    }

    @Test
    @Order(4)
    void aTopicThatCannotBeIsRefusedInWords() {
        open("/modems/harbour");
        browser().type("#publish [name=topic]", "a/#");
        browser().click("#publish button");

        browser().awaitText("#receipt", "character 3 is the wildcard #");
    }

    @Test
    @Order(5)
    void aModemIsExamined() {
        open("/modems/harbour");
        browser().click("[aria-labelledby=h-doctor] button");

        browser().awaitText("#checks", "registered");
    }
}
