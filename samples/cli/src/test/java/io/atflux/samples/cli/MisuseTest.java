package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The program's messages for wrong command lines, and its help. */
class MisuseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "send --timout 2 tcp://h:1 AT | Unknown option: '--timout' | send --help",
                "send --timeout x tcp://h:1 AT | 'x' is no duration such as 500ms, 2s, 3m or 1h | send --help",
                "send | Missing required parameter: 'URL' | send --help",
                "sned tcp://h:1 | there is no command 'sned'; one of send, info | atflux --help",
                "ports --baud 9600 | add --probe | ports --help",
                "send h AT | 'h' is no URL of a line | atflux send --help",
                "send --timeout 0 tcp://h:1 AT | a time-out of zero | atflux send --help",
                "info h | 'h' is no URL of a line | atflux info --help",
                "doctor | either a URL or --replay FILE is needed | atflux doctor --help",
                "pub tcp://h:1 mqtt://h t x --qos 3 | QoS 3 is not within 0 to 2 | atflux pub --help",
                "modem --modules 0 | 0 modules are too few | atflux modem --help",
                "help sned | there is no command 'sned'; one of send, info | atflux --help",
                "-v send tcp://h:1 AT | '-v' is an option of a command, and comes after its name: atflux send -v | --help",
                "--json send | '--json' is an option of a command, and comes after its name: atflux send --json | --help",
                "--nonsense send tcp://h:1 AT | Unknown option: '--nonsense' | atflux --help"
            })
    void aWrongCommandLineIsAMessageAndWhereTheHelpIs(String line, String message, String help) {
        Run run = Run.of(line.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("atflux: ").contains(message);
        assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(3);
        assertThat(run.err().strip()).endsWith(help);
    }

    @Test
    void aMistypedOptionIsGuessed() {
        assertThat(Run.of("send", "--timout", "2", "tcp://h:1", "AT").err()).contains("Did you mean --timeout?");
    }

    @Test
    void anOptionOfACommandBeforeItsNameIsNotTakenForATypingError() {
        assertThat(Run.of("-v", "send", "tcp://h:1", "AT").err()).doesNotContain("Did you mean");
    }

    @Test
    void aBrokersPasswordInTheWrongPlaceIsNotRepeated() {
        assertThat(Run.of("modem", "mqtt://me:geheim@h").err()).doesNotContain("geheim");
        assertThat(Run.of("send", "mqtt://me:geheim@h", "AT").err()).doesNotContain("geheim");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Run.of("help").out()).startsWith("Usage: atflux").contains("completion", "send", "modem");
        assertThat(Run.of("help", "send").out())
                .isEqualTo(Run.of("send", "--help").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "info", "pub", "sub", "demo", "doctor", "ports", "modem", "completion"})
    void theVersionOfACommandIsThePrograms(String name) {
        Run program = Run.of("--version");

        assertThat(program.out()).startsWith("atflux ");
        assertThat(Run.of(name, "--version")).isEqualTo(program);
        assertThat(Run.of(name, "-V")).isEqualTo(program);
    }

    @Test
    void helpFitsATerminalOf80Columns() {
        for (String name : Subcommands.NAMES) {
            assertThat(Run.of(name, "--help").out().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void theSchemesOfLinesAreNamedInTheHelp() {
        assertThat(Run.of("send", "--help").out())
                .contains("serial:", "tcp://", "tls://", "telnet://", "rfc2217://", "rfc2217+tls://", "listen://");
    }

    @Test
    void theCompletionKnowsCommandsAndOptions() {
        assertThat(Run.of("completion").out()).contains("complete -F", "compinit", "--stop-on-error", "doctor");
    }

    @Test
    void aBareNumberIsSeconds() {
        DurationOption option = new DurationOption();

        assertThat(List.of(option.convert("2"), option.convert("1.5"), option.convert("90ms"), option.convert("1h")))
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofMillis(90), Duration.ofHours(1));
        assertThatThrownBy(() -> option.convert("-1")).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void coloursAreForTerminalsOfPeopleWhoWantThem() {
        assertThat(Palette.isWanted(null, "xterm")).isTrue();
        assertThat(Palette.isWanted("", "xterm")).isTrue();
        assertThat(Palette.isWanted("1", "xterm")).isFalse();
        assertThat(Palette.isWanted(null, "dumb")).isFalse();
        assertThat(Palette.isWanted(null, null)).isFalse();
        assertThat(Palette.coloured().bad("no")).isEqualTo("\u001b[31mno\u001b[0m");
        assertThat(Palette.NONE.bad("no")).isEqualTo("no");
    }
}
