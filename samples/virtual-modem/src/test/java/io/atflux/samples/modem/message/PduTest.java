package io.atflux.samples.modem.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TPDUs octet by octet. */
class PduTest {

    private static final Instant TIME = Instant.parse("2026-07-20T06:51:36Z");

    private static byte[] septets(String text) {
        return Objects.requireNonNull(Gsm7.septets(text));
    }

    @Test
    void septetsArePackedFromTheLowestBitOn() {
        assertThat(PduReader.hex(Gsm7.pack(septets("hellohello"), 0))).isEqualTo("E8329BFD4697D9EC37");
        assertThat(Gsm7.text(Gsm7.unpack(PduReader.ofHex("E8329BFD4697D9EC37"), 0, 10)))
                .isEqualTo("hellohello");
    }

    @Test
    void everyCharacterOfTheAlphabetComesBack() {
        StringBuilder all = new StringBuilder("^{}\\[~]|€\f");
        for (int septet = 0; septet < 128; septet++) {
            if (septet != 0x1B) {
                all.append(Gsm7.text(new byte[] {(byte) septet}));
            }
        }
        byte[] septets = septets(all.toString());
        assertThat(septets).hasSize(137 + 10);
        for (int fill = 0; fill < 7; fill++) {
            assertThat(Gsm7.text(Gsm7.unpack(Gsm7.pack(septets, fill), fill, septets.length)))
                    .isEqualTo(all.toString());
        }
        assertThat(Gsm7.septets("你")).isNull();
    }

    @Test
    void submittedMessageIsReadAndWrittenAsItCame() {
        byte[] octets = PduReader.ofHex("11000B916407281553F80000AA0AE8329BFD4697D9EC37");
        Tpdu.Submit submit = Tpdu.Submit.read(octets);

        assertThat(submit.address().written()).isEqualTo("+46708251358");
        assertThat(submit.data().text()).isEqualTo("hellohello");
        assertThat(submit.validity()).containsExactly(0xAA);
        assertThat(submit.octets()).isEqualTo(octets);
    }

    @Test
    void deliveredMessageIsWrittenAsTheStandardSays() {
        List<Tpdu.Deliver> messages = LongText.messages(Address.of("+8613800138000"), "hellohello", 1, TIME);

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(PduReader.hex(message.octets()))
                    .isEqualTo("04" + "0D91683108108300F0" + "00" + "00" + "62700260156300" + "0AE8329BFD4697D9EC37");
            assertThat(Tpdu.Deliver.read(message.octets()))
                    .usingRecursiveComparison()
                    .isEqualTo(message);
        });
        assertThat(Timestamp.text(Timestamp.of(TIME))).isEqualTo("26/07/20,06:51:36+00");
    }

    @Test
    void textBeyondTheAlphabetIsUcs2() {
        assertThat(LongText.messages(Address.of("10086"), "余额", 1, TIME))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.dcs()).isEqualTo(8);
                    assertThat(PduReader.hex(message.octets()))
                            .isEqualTo("0405810180F6" + "0008" + "62700260156300" + "044F59989D");
                });
    }

    @Test
    void longTextBecomesNumberedParts() {
        String text = "x".repeat(150) + "€€€" + "y".repeat(200);
        List<Tpdu.Deliver> parts = LongText.messages(Address.of("1"), text, 0xAB, TIME);

        assertThat(parts).hasSize(3).allSatisfy(part -> assertThat(part.firstOctet())
                .isEqualTo(0x44));
        assertThat(PduReader.hex(parts.get(1).octets())).contains("050003AB0302");
        StringBuilder joined = new StringBuilder();
        parts.forEach(part -> joined.append(part.data().shown(part.dcs(), true)));
        assertThat(joined.toString()).isEqualTo(text);
    }

    @Test
    void pairsOfUtf16UnitsAreNotTornApart() {
        String text = "a" + "\uD83D\uDE00".repeat(80);
        StringBuilder joined = new StringBuilder();
        for (Tpdu.Deliver part : LongText.messages(Address.of("1"), text, 1, TIME)) {
            String shown = part.data().shown(part.dcs(), true);
            assertThat(Character.isLowSurrogate(shown.charAt(0))).isFalse();
            joined.append(shown);
        }
        assertThat(joined.toString()).isEqualTo(text);
    }

    @Test
    void sendersMayHaveNames() {
        Address name = Address.of("ALERT");
        assertThat(PduReader.hex(name.octets())).isEqualTo("09D04166514A05");
        assertThat(Address.read(new PduReader(name.octets()))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "123456789012345678901", "a name too long", "余额"})
    void whatIsNoAddressIsRefused(String written) {
        assertThatThrownBy(() -> Address.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCentreIsTakenFromTheFrontOfAPdu() {
        SubmitPdu pdu = SubmitPdu.read("07917283010010F511000B916407281553F80000AA0AE8329BFD4697D9EC37", 23);
        assertThat(pdu.centre()).isEqualTo(Address.of("+27381000015"));
        assertThat(PduReader.hex(Objects.requireNonNull(pdu.centre()).centreOctets()))
                .isEqualTo("07917283010010F5");
        assertThat(SubmitPdu.read("00" + PduReader.hex(pdu.tpdu()), 23).centre())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'',1",
        "0,1",
        "00,1",
        "001100,3",
        "0V1100,2",
        "08917283010010F5,1",
    })
    void whatIsNoPduIsRefused(String hex, int length) {
        assertThatThrownBy(() -> Tpdu.Submit.read(SubmitPdu.read(hex, length).tpdu()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0,SEVEN_BIT,-1",
        "4,EIGHT_BIT,-1",
        "8,UCS2,-1",
        "16,SEVEN_BIT,0",
        "242,SEVEN_BIT,2",
        "245,EIGHT_BIT,1",
        "224,UCS2,-1"
    })
    void codingSchemesAreReadByTheirGroups(int dcs, Coding coding, int messageClass) {
        assertThat(Coding.of(dcs)).isEqualTo(coding);
        assertThat(Coding.messageClass(dcs)).isEqualTo(messageClass);
    }

    @ParameterizedTest
    @CsvSource({
        "GSM,a@,'a\u0000'",
        "HEX,a@,6100",
        "UCS2,a@,00610040",
        "IRA,a@,a@",
        "PCCP936,a@,a@",
    })
    void characterSetsOfTheLine(TeCharacterSet set, String text, String written) {
        byte[] bytes = written.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(set.encode(text)).isEqualTo(bytes);
        assertThat(set.decode(bytes)).isEqualTo(text);
    }

    @Test
    void whatASetHasNotIsAQuestionMarkOrNothing() {
        assertThat(TeCharacterSet.IRA.encode("a你")).asString().isEqualTo("a?");
        assertThat(TeCharacterSet.HEX.encode("a你")).asString().isEqualTo("613F");
        assertThat(TeCharacterSet.IRA.decode(new byte[] {(byte) 0xE9})).isNull();
        assertThat(TeCharacterSet.UCS2.decode(new byte[] {'0', '0', '6'})).isNull();
        assertThat(TeCharacterSet.UCS2.decode(new byte[] {'0', '0', '6', '1', '0', '0'}))
                .isNull();
    }
}
