package io.atflux.fibocom;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtTimeoutException;
import io.atflux.modem.ModemIdentity;
import io.atflux.modem.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;

class IdentityTest {

    private final ScriptedL610 l610 = new ScriptedL610().probes();

    @Test
    void eachPartIsAskedForByItself() {
        l610.when("AT+CGMI?").answers("+CGMI: \"Fibocom Wireless Inc.\"", "OK");
        l610.when("AT+CGMM?").answers("+CGMM: \"L610-CN-62-36\"", "OK");
        l610.when("AT+CGMR?").answers("+CGMR: \"16000.1208.00.86.02.02\"", "OK");
        l610.when("AT+CGSN").answers("861234050000010", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().identity())
                .expectNext(ModemIdentity.of(
                        "Fibocom Wireless Inc.", "L610-CN-62-36", "16000.1208.00.86.02.02", "861234050000010"))
                .verifyComplete();
    }

    @Test
    void aPartThatIsRefusedIsAskedThreeTimesAndNotKnown() {
        l610.when("AT+CGMI?").answers("ERROR");
        l610.when("AT+CGMM?").answers("+CGMM: \"L610\"", "OK");
        l610.when("AT+CGMR?").answers("OK");
        l610.when("AT+CGSN").answers("861234050000010", "OK");
        StepVerifier.withVirtualTime(() -> l610.module().modem().identity())
                .thenAwait(ofSeconds(10))
                .expectNext(ModemIdentity.of(null, "L610", null, "861234050000010"))
                .verifyComplete();
        assertThat(l610.modem.sentLines().stream().filter("AT+CGMI?"::equals)).hasSize(3);
    }

    @Test
    void aSilentModuleIsAnError() {
        l610.when("AT+CGMI?").staysSilent();
        StepVerifier.withVirtualTime(() -> l610.module().modem().identity())
                .thenAwait(ofSeconds(60))
                .expectError(AtTimeoutException.class)
                .verify(ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "+CGMR: \"G510_V0D.00.16\"|G510_V0D.00.16",
                "+CGMR: V1.0, built today|V1.0, built today",
                "+CGMR:V1|V1",
                "V1.0, built today|V1.0, built today",
                "  V1  |V1"
            })
    void aPartIsReadInEveryForm(String line, String part) {
        assertThat(ModemIdentity.part("+CGMR", Said.ok(line))).isEqualTo(part);
    }

    @Test
    void severalLinesBecomeOne() {
        assertThat(ModemIdentity.part("+CGMI", Said.ok("Fibocom", "Wireless Inc.")))
                .isEqualTo("Fibocom Wireless Inc.");
        assertThatThrownBy(() -> ModemIdentity.part("+CGMI", Said.ok("+CGMI: \"\"")))
                .hasMessage("no text in the answer to AT+CGMI");
    }

    @Test
    void theStandardsFormsAreAskedIfTheProfileSaysSo() {
        L610Commands commands =
                L610Commands.of(L610Profile.builder().questionForms(false).build());
        assertThat(commands.modem().revision()).hasToString("AT+CGMR");
        assertThat(commands.modem().imei()).hasToString("AT+CGSN");
    }
}
