package io.atflux.failuremodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.error.AtException;
import io.atflux.fibocom.L610;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A module is found in any state, or the error tells what came instead. */
class OpeningTest {

    private final V250Modem modem = new V250Modem();
    private final List<SessionEvent> events = new ArrayList<>();
    private String end = "";
    private Duration took = Duration.ZERO;

    /** Synchronises, for at most this time. */
    private AtSession opens(boolean leavesDataMode, Duration most) {
        AtSession session = modem.line.session(AtClient.over(modem.line).leaveDataMode(leavesDataMode));
        session.events().subscribe(events::add);
        L610.over(modem.line).on(session).modem().synchronise().subscribe(none -> {}, this::failed, () -> end = "open");
        while (end.isEmpty() && took.compareTo(most) < 0) {
            modem.line.advance(Duration.ofMillis(50));
            took = took.plusMillis(50);
        }
        return session;
    }

    private void failed(Throwable why) {
        end = String.valueOf(((AtException) why).getMessage());
    }

    private void isOpenWithin(int seconds) {
        assertThat(end).as("%s", modem.log).isEqualTo("open");
        assertThat(took).isLessThan(Duration.ofSeconds(seconds));
        assertThat(modem.quiet).isFalse();
        assertThat(modem.verbose).isTrue();
        assertThat(modem.echo).isFalse();
        assertThat(modem.s3).isEqualTo('\r');
    }

    static Consumer<V250Modem> state(String name) {
        return modem -> {
            for (String one : name.split(" ")) {
                switch (one.charAt(0)) {
                    case 'V' -> modem.verbose = false;
                    case 'Q' -> modem.quiet = true;
                    case 'E' -> modem.echo = one.equals("E1");
                    case 'S' -> set(modem, one);
                    default -> throw new IllegalArgumentException(one);
                }
            }
        };
    }

    private static void set(V250Modem modem, String register) {
        int value = Integer.parseInt(register.substring(3));
        switch (register.charAt(1)) {
            case '3' -> modem.s3 = value;
            case '4' -> modem.s4 = value;
            default -> modem.s5 = value;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "E0, 1",
        "E1, 1",
        "E0 V0, 1",
        "E1 V0, 1",
        "E1 Q1, 10",
        "E0 Q1, 50",
        "E1 V0 Q1, 10",
        "E0 V0 Q1, 50",
        "E1 S3=10, 50",
        "E0 S3=10, 50",
        "E0 S3=10 Q1 V0, 50",
        "E0 S4=64, 10",
        "E1 S4=64, 10",
        "E0 S4=0, 10",
        "E0 S4=13, 10",
        "E1 S5=127, 1",
        "E0 S4=64 V0, 2"
    })
    @Tag("V.250:6.2.1")
    @Tag("V.250:6.2.2")
    @Tag("V.250:6.2.3")
    @Tag("V.250:6.2.4")
    @Tag("V.250:6.2.5")
    @Tag("V.250:6.2.6")
    void aModuleInAnyStateIsFoundAndSetBack(String state, int seconds) {
        state(state).accept(modem);
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(seconds);
    }

    @Test
    void anOrdinaryModuleIsAskedNothingMore() {
        opens(false, Duration.ofSeconds(100));
        assertThat(modem.log.subList(0, 4)).containsExactly("AT", "ATE0", "ATE0", "AT+CMEE=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT+CSQ", "AT+CGDCONT=1,\"IP", "junk", "A", "AT"})
    @Tag("V.250:5.5")
    void aLineThatSomebodyBeganToTypeIsEndedByTheFirstAt(String typed) {
        modem.typed(typed);
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(4);
    }

    @Test
    void aTextThatIsBeingEnteredIsEndedByEscAsSoonAsItAsksForMore() {
        modem.entryBegins(-1);
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(6);
        assertThat(modem.log).contains("(data 27)");
        assertThat(events).anyMatch(SessionEvent.DataEntryOpen.class::isInstance);
    }

    /** A text is echoed as a command is: an echo does not show that the module executes commands. */
    @Test
    void aTextThatComesBackByteByByteIsEndedByEsc() {
        modem.entryBegins(-1);
        modem.entryEchoes = true;
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(6);
        assertThat(modem.log.subList(0, modem.log.indexOf("ATQ0V1E0"))).endsWith("(data 27)");
    }

    @Test
    void aModuleThatMissesTheFirstAtAndEchoesItIsFoundByTheNextLine() {
        modem.deaf = 1;
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(3);
    }

    @Test
    void countedDataThatComesBackIsLeftToItsIdleTimeToo() {
        modem.entryBegins(1000);
        modem.entryEchoes = true;
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(50);
        assertThat(modem.log.get(modem.log.indexOf("(data entry given up)") - 1))
                .isEqualTo("(data 27)");
    }

    @Test
    void countedDataIsLeftToItsIdleTime() {
        modem.entryBegins(1000);
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(55);
        assertThat(modem.log.get(modem.log.indexOf("(data entry given up)") - 1))
                .isEqualTo("(data 27)");
    }

    @Test
    void aPromptThatStandsAlreadyGetsNoAtAtAll() {
        AtSession session = modem.line.session(AtClient.over(modem.line));
        modem.entryBegins(-1);
        modem.line.printsRaw("\r\n> ");
        L610.over(modem.line).on(session).modem().synchronise().subscribe(none -> {}, this::failed, () -> end = "open");
        for (int i = 0; i < 5; i++) {
            modem.line.advance(Duration.ofSeconds(1));
        }
        isOpenWithin(1);
        assertThat(modem.log.subList(0, 2)).containsExactly("(data 27)", "ATQ0V1E0");
    }

    @Test
    void theFirstAtWaitsForTheEndOfWhatIsBeingSaid() {
        AtSession session = modem.line.session(AtClient.over(modem.line));
        modem.line.printsRaw("\r\n+CREG: 1\r\n");
        L610.over(modem.line).on(session).modem().synchronise().subscribe(none -> {}, this::failed, () -> end = "open");
        modem.line.advance(Duration.ofMillis(60));
        modem.line.printsRaw("\r\n+CREG: 2\r\n");
        modem.line.advance(Duration.ofMillis(99));
        assertThat(modem.log).isEmpty();
        modem.line.advance(Duration.ofMillis(1));
        assertThat(modem.log).containsExactly("AT");
        for (int i = 0; i < 20; i++) {
            modem.line.advance(Duration.ofMillis(50));
        }
        isOpenWithin(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E1", "E0", "E0 Q1", "E1 Q1", "E0 V0", "E0 S3=10", "E0 V0 Q1"})
    @Tag("V.250:5.8.1-escape")
    void dataModeIsLeftOnlyIfThatIsAskedForWhateverTheCallHid(String state) {
        state(state).accept(modem);
        modem.dataMode = true;
        opens(true, Duration.ofSeconds(100));
        isOpenWithin(60);
        assertThat(modem.log.get(0)).isEqualTo("(left data mode)");
    }

    @Test
    void withoutThatItEndsByTheRuleOfTheFirstCommand() {
        modem.dataMode = true;
        opens(false, Duration.ofSeconds(100));
        assertThat(modem.dataMode).isTrue();
        assertThat(end)
                .isEqualTo("AT: no final result within 1 s; not one byte came since the line was opened [UNKNOWN]");
        assertThat(took).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
    }

    @Test
    void aModuleThatStartsLateIsFoundMeanwhile() {
        modem.dead = true;
        modem.line.timer().schedule(() -> modem.dead = false, 60, TimeUnit.SECONDS);
        opens(false, Duration.ofSeconds(100));
        isOpenWithin(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\r\\nlogin: | what came instead: \"login:\"",
                "\\r\\n+CREG: 1\\r\\n | what came instead: \"+CREG: 1\"",
                "\\200\\201\\202\\203\\r\\n | what came is no text: the speed may be wrong",
                "\\r\\n\\r\\n | only line ends came"
            })
    void theErrorSaysWhatCame(String printed, String told) {
        modem.dead = true;
        modem.line.timer().schedule(() -> modem.line.printsRaw(printed.translateEscapes()), 5, TimeUnit.SECONDS);
        opens(false, Duration.ofSeconds(100));
        assertThat(end).contains("AT: no final result within 1 s; ", told);
    }

    @Test
    void theErrorSaysThatOnlyEchoesCame() {
        modem.line.echo(true);
        modem.dead = true;
        opens(false, Duration.ofSeconds(100));
        assertThat(end).contains("it echoes what it is sent, and answers nothing");
    }
}
