package io.atflux.samples.modem.comport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line whose two ends have different settings. */
class SerialLineTest {

    private static final PortSettings MODULE = PortSettings.of(115_200);

    private static byte[] everyByte() {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 7);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {110_000, 113_000, 115_201, 118_000, 120_000})
    void clocksThatDifferALittleDoNoHarm(int speed) {
        SerialLine.Received received = SerialLine.carry(everyByte(), MODULE, PortSettings.of(speed));

        assertThat(received.bytes()).isEqualTo(everyByte());
        assertThat(received.errors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 9_600, 57_600, 100_000, 130_000, 230_400, 921_600})
    void clocksThatDifferMuchLeaveNothingWhole(int speed) {
        byte[] line = "AT+CSQ\r".getBytes(StandardCharsets.US_ASCII);

        assertThat(SerialLine.carry(line, MODULE, PortSettings.of(speed)).bytes())
                .isNotEqualTo(line);
        assertThat(SerialLine.carry(line, PortSettings.of(speed), MODULE).bytes())
                .isNotEqualTo(line);
    }

    @Test
    void slowSenderIsAZeroForEachLowOfTheLine() {
        // 'A' is 10000010 from its lowest bit on: the low levels are the start bit, five zeros, one zero.
        SerialLine.Received received = SerialLine.carry(new byte[] {'A'}, PortSettings.of(9_600), MODULE);

        assertThat(received.bytes()).containsExactly(0, 0, 0);
        assertThat(received.errors()).isEqualTo(SerialLine.FRAMING_ERROR | SerialLine.BREAK);
    }

    @ParameterizedTest
    @CsvSource({"3, A, 0x41", "3, C, 0xC3", "2, A, 0xC1", "2, C, 0x43", "4, A, 0xC1", "5, A, 0x41"})
    void parityBitOfSevenIsTheHighestOfEight(int parity, char sent, int heard) {
        PortSettings sevenBits = MODULE.withDataBits(7).withParity(parity);

        SerialLine.Received received = SerialLine.carry(new byte[] {(byte) sent}, sevenBits, MODULE);

        assertThat(received.bytes()).containsExactly((byte) heard);
        assertThat(received.errors()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"3, A, 0", "3, C, 4", "2, A, 4", "2, C, 0", "4, A, 4", "5, A, 0"})
    void highestBitThatIsNoParityIsAnError(int parity, char sent, int errors) {
        PortSettings sevenBits = MODULE.withDataBits(7).withParity(parity);

        SerialLine.Received received = SerialLine.carry(new byte[] {(byte) sent}, MODULE, sevenBits);

        assertThat(received.bytes()).containsExactly((byte) sent);
        assertThat(received.errors()).isEqualTo(errors);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void stopBitsAreNeverTooMany(int stopBits) {
        SerialLine.Received received = SerialLine.carry(everyByte(), MODULE.withStopBits(stopBits), MODULE);

        assertThat(received.bytes()).isEqualTo(everyByte());
        assertThat(received.errors()).isZero();
    }

    @Test
    void fiveBitsAreTheLowest() {
        PortSettings five = MODULE.withDataBits(5);

        assertThat(SerialLine.carry(new byte[] {'A', 'T'}, five, five).bytes()).containsExactly(0x01, 0x14);
    }
}
