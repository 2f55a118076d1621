package io.atflux.samples.modem.at;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {

    private static List<Command> parse(String line) throws SyntaxException {
        CommandParser parser = new CommandParser(line.getBytes(StandardCharsets.ISO_8859_1), 56);
        List<Command> commands = new ArrayList<>();
        for (Command next = parser.next(); next != null; next = parser.next()) {
            commands.add(next);
        }
        return commands;
    }

    /** Texts in angle brackets, raw parameters unchanged, empty ones as a dash. */
    private static String parameters(String list) throws SyntaxException {
        List<Command> commands = parse("AT+X=" + list);
        assertThat(commands).hasSize(1);
        assertThat(commands.get(0).form()).isEqualTo(Form.SET);
        StringBuilder shown = new StringBuilder();
        for (Parameter parameter : commands.get(0).parameters()) {
            if (parameter instanceof Parameter.Text text) {
                shown.append('<')
                        .append(new String(text.bytes(), StandardCharsets.ISO_8859_1))
                        .append('>');
            } else if (parameter instanceof Parameter.Raw raw) {
                shown.append(raw.text());
            } else {
                shown.append('-');
            }
            shown.append(' ');
        }
        return shown.toString().strip();
    }

    @ParameterizedTest
    @CsvSource({
        "AT+CSQ,+CSQ,EXECUTE",
        "at+csq?,+CSQ,READ",
        "At+Csq=?,+CSQ,TEST",
        "AT+CMEE=1,+CMEE,SET",
        "AT +CSQ ?,+CSQ,READ"
    })
    @Tag("V.250:5.1")
    @Tag("V.250:5.2.5")
    @Tag("V.250:5.4.3.1")
    @Tag("V.250:5.4.3.2")
    @Tag("V.250:5.4.4.2")
    @Tag("V.250:5.4.4.3")
    @Tag("V.250:5.4.4.4")
    void formsAreToldApartAndNamesHaveNoCase(String line, String name, Form form) throws SyntaxException {
        assertThat(parse(line)).singleElement().satisfies(command -> {
            assertThat(command.name()).isEqualTo(name);
            assertThat(command.form()).isEqualTo(form);
        });
    }

    @Test
    void onlyAtIsTheCommandWithoutAName() throws SyntaxException {
        for (String line : List.of("AT", "at ; ")) {
            assertThat(parse(line)).extracting(Command::name).containsExactly("");
        }
    }

    @Test
    @Tag("V.250:5.2.6")
    @Tag("V.250:5.3.1")
    @Tag("V.250:5.4.5.1")
    @Tag("V.250:5.4.5.2")
    void basicCommandsStandSideBySideAndSemicolonsSeparateTheOthers() throws SyntaxException {
        assertThat(parse("ATE0V1&FS3=13S4?+CMEE=1;+CSQ;"))
                .extracting(Command::name)
                .containsExactly("E", "V", "&F", "S3", "S4", "+CMEE", "+CSQ");
    }

    @Test
    void quotesTellTheInlineFormFromTheLengthForm() throws SyntaxException {
        assertThat(parameters("1,\"t\",0,0,\"123\"")).isEqualTo("1 <t> 0 0 <123>");
        assertThat(parameters("1,\"t\",0,0,123")).isEqualTo("1 <t> 0 0 123");
    }

    @Test
    @Tag("V.250:5.2.1")
    void blanksAndTabsBetweenTokensAreSkipped() throws SyntaxException {
        assertThat(parameters(" 1 ,\t\"test1\" , 0 ")).isEqualTo("1 <test1> 0");
    }

    @Test
    @Tag("V.250:5.4.2.3")
    void parametersMayBeEmptyAnywhere() throws SyntaxException {
        assertThat(parameters("")).isEqualTo("-");
        assertThat(parameters("1,,\"host\",80,")).isEqualTo("1 - <host> 80 -");
    }

    @Test
    void separatorsAndLineFeedAndHighBytesAreLegalInQuotes() throws SyntaxException {
        assertThat(parameters("\"a,b;c\n\0\u00FF>\"")).isEqualTo("<a,b;c\n\0\u00FF>>");
    }

    @Test
    void escapedQuoteStaysWithItsBackslash() throws SyntaxException {
        assertThat(parameters("\"{\\\"a\\\":1}\"")).isEqualTo("<{\\\"a\\\":1}>");
    }

    @Test
    void longestMatchSwallowsWhatFollowsAFinalBackslash() throws SyntaxException {
        assertThatThrownBy(() -> parse("AT+X=\"abc\\\",1,\"x\"")).isInstanceOf(SyntaxException.class);
        assertThat(parameters("\"abc\\\",1,\"")).isEqualTo("<abc\\\",1,>");
    }

    @Test
    void finalBackslashWithoutALaterQuoteIsAPlainCharacter() throws SyntaxException {
        assertThat(parameters("\"abc\\\"")).isEqualTo("<abc\\>");
        assertThat(parameters("\"abc\\\",5")).isEqualTo("<abc\\> 5");
    }

    @Test
    @Tag("V.250:5.4.2.2")
    void hexPairsBecomeBytes() throws SyntaxException {
        assertThat(parameters("\"{\\22a\\22:1}\\0D\\0a\\5C\"")).isEqualTo("<{\"a\":1}\r\n\\>");
    }

    @Test
    void backslashAndTwoAlphanumericsAreMangledEvenIfNotHex() throws SyntaxException {
        assertThat(parameters("\"\\te\"")).isEqualTo("<" + (char) (((29 << 4) + 14) & 0xFF) + ">");
        assertThat(parameters("\"\\n!\\1\"")).isEqualTo("<\\n!\\1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AT+X=\"abc",
                "AT+X=\"a\"b",
                "AT+X=\"{\"a\":1}\"",
                "AT+X=1 2",
                "AT+X=1\"a\"",
                "AT+X==1",
                "AT+X=1,?",
                "AT+X?1",
                "AT+X=?1",
                "AT+",
                "AT+1",
                "AT1",
                "AT&",
                "AT?",
                "ATS3",
                "AT+CSQ,1"
            })
    @Tag("V.250:5.4.3.1")
    void whatTheLexerCannotReadIsASyntaxError(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(SyntaxException.class);
    }

    @Test
    void fiftySixParametersAreTheMost() throws SyntaxException {
        assertThat(parse("AT+X=" + "1,".repeat(55) + "1").get(0).parameters()).hasSize(56);
        assertThatThrownBy(() -> parse("AT+X=" + "1,".repeat(56) + "1")).isInstanceOf(SyntaxException.class);
    }

    @Test
    void commandNeverShowsItsParameters() throws SyntaxException {
        assertThat(parse("AT+MQTTUSER=1,\"u\",\"secret\"").get(0)).hasToString("AT+MQTTUSER=…");
    }
}
