package io.atflux.transport.tcp.internal.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.transport.tcp.rfc2217.ComPortSettings;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TelnetHandlerTest {

    private static final String OFFER = "FFFB00FFFD00FFFB03FFFD03";

    @Test
    @Tag("RFC-2217:1")
    void binaryAndComPortAreOfferedAtOnce() {
        try (Line telnet = new Line(null);
                Line rfc2217 = new Line(ComPortSettings.defaults())) {
            assertThat(telnet.written()).isEqualTo(OFFER);
            assertThat(rfc2217.written()).isEqualTo(OFFER + "FFFB2C");
            assertThat(telnet.isReady()).isFalse();
        }
    }

    @Test
    void plainTelnetIsReadyWhenAllIsAnswered() {
        try (Line line = new Line(null)) {
            line.says("FFFD00 FFFB00 FFFD03");
            assertThat(line.isReady()).isFalse();

            line.says("FFFC03");

            assertThat(line.isReady()).isTrue();
            assertThat(line.warnings()).isEmpty();
        }
    }

    @Test
    void agreementsAreNotAnswered() {
        try (Line line = new Line(null)) {
            line.written();

            line.says(Line.AGREED + Line.AGREED);

            assertThat(line.written()).isEmpty();
        }
    }

    @Test
    void unknownOptionsAreRefusedAndTheirRefusalNotAnswered() {
        try (Line line = new Line(null)) {
            line.written();

            // WILL ECHO, DO TERMINAL-TYPE, WONT ECHO, DONT TERMINAL-TYPE, DONT and WONT of an option that was never on
            line.says("FFFB01 FFFD18 FFFC01 FFFE18 FFFE05 FFFC05");

            assertThat(line.written()).isEqualTo("FFFE01FFFC18");
        }
    }

    @Test
    void aServerThatAsksForEverIsAnsweredAFewTimes() {
        try (Line line = new Line(null)) {
            line.says(Line.AGREED);
            line.written();

            line.says("FFFB01".repeat(10_000));
            line.says("FFFC00FFFB00".repeat(10_000));

            assertThat(line.written()).hasSize(2 * 3 * 2 * Options.MOST_ANSWERS);
        }
    }

    @Test
    void anOptionThatIsWithdrawnIsConfirmedAndMayComeBack() {
        try (Line line = new Line(null)) {
            line.says(Line.AGREED);
            line.written();

            line.says("FFFE00");
            assertThat(line.written()).isEqualTo("FFFC00");
            line.writes("0D");
            assertThat(line.written()).isEqualTo("0D00");

            line.says("FFFD00");
            assertThat(line.written()).isEqualTo("FFFB00");
            line.writes("0D");
            assertThat(line.written()).isEqualTo("0D");
        }
    }

    @Test
    void binaryDataIsDoubledWhereItIsAllOnesAndNowhereElse() {
        try (Line line = new Line(null)) {
            line.says(Line.AGREED);
            line.written();

            line.writes("0D 0A 0D 00 FF F0 FF FF 41");
            assertThat(line.written()).isEqualTo("0D0A0D00FFFFF0FFFFFFFF41");

            line.says("0D00 0D0A FFFF F0 FFFF FFFF 41");
            assertThat(line.received()).isEqualTo("0D000D0AFFF0FFFF41");
        }
    }

    @Test
    void carriageReturnsArePaddedWhereBinaryWasRefused() {
        try (Line line = new Line(null)) {
            line.says("FFFE00 FFFC00 FFFD03 FFFB03");
            assertThat(line.warnings()).singleElement().asString().contains("passes no binary data");
            line.written();

            line.writes("41540D");
            line.writes("0A0D0A0D410D0D");
            assertThat(line.written()).isEqualTo("41540D00" + "0A0D0A0D00410D000D00");

            line.says("0D00 0D0A 00 0D");
            line.says("00 41 0D FF");
            line.says("FF 00");
            assertThat(line.received()).isEqualTo("0D0D0A000D410DFF00");
        }
    }

    @Test
    void otherCommandsAreTakenOutOfTheData() {
        try (Line line = new Line(null)) {
            line.says("41 FFF1 42 FFF9 43 FFF2 44 FFEF 45 FFF0 46");

            assertThat(line.received()).isEqualTo("414243444546");
        }
    }

    @Test
    void aSubNegotiationThatIsTooLongIsDroppedAndTheLineLivesOn() {
        try (Line line = Line.opened()) {
            line.says("41 FFFA2C6B" + "30".repeat(TelnetParser.MOST_KEPT) + "FFF0 42");

            assertThat(line.received()).isEqualTo("4142");
            assertThat(line.warnings()).singleElement().asString().contains("longer than 1024 bytes and is dropped");
        }
    }

    @Test
    void aSubNegotiationWithoutEndEndsTheLine() {
        try (Line line = Line.opened()) {
            line.says("FFFA2C" + "30".repeat(TelnetParser.MOST_SKIPPED));

            assertThat(line.failures).containsExactly("telnet: a sub-negotiation has no end within 65536 bytes");
            assertThat(line.channel.isOpen()).isFalse();
        }
    }

    @Test
    void aSubNegotiationThatLostItsEndEndsWithTheNextCommand() {
        try (Line line = Line.opened()) {
            line.says("FFFA2C6B41 FFFB18 42");

            assertThat(line.received()).isEqualTo("42");
            assertThat(line.written()).endsWith("FFFE18");
        }
    }

    @Test
    void emptyAndForeignSubNegotiationsAreIgnored() {
        try (Line line = Line.opened()) {
            line.says("FFFAFFF0 FFFA2CFFF0 FFFA18014142FFF0 FFFA2CC8FFF0 FFFA2C6BFFF0 41");

            assertThat(line.received()).isEqualTo("41");
            assertThat(line.warnings()).isEmpty();
        }
    }

    @Test
    void aReadThatBroughtNoDataIsFollowedByAnother() {
        try (Line line = Line.opened()) {
            int[] reads = {0};
            line.channel.pipeline().addFirst(new io.netty.channel.ChannelOutboundHandlerAdapter() {
                @Override
                public void read(io.netty.channel.ChannelHandlerContext context) {
                    reads[0]++;
                }
            });
            line.channel.config().setAutoRead(false);
            int before = reads[0];

            line.says("FFF1");
            assertThat(reads[0]).isEqualTo(before + 1);
            line.says("FFF141");
            assertThat(reads[0]).isEqualTo(before + 1);
        }
    }

    @Test
    @Tag("RFC-2217:FLOWCONTROL")
    void writesWaitWhileTheServerAsksForIt() {
        try (Line line = Line.opened()) {
            line.says("FFFA2C6CFFF0");
            line.writes("41 FF");
            line.writes("42");
            assertThat(line.written()).isEmpty();

            line.says("FFFA2C6DFFF0");

            assertThat(line.written()).isEqualTo("41FFFF42");
        }
    }

    @Test
    @Tag("RFC-2217:FLOWCONTROL")
    void writesThatWaitFailWhenTheLineCloses() {
        try (Line line = Line.opened()) {
            line.says("FFFA2C6CFFF0");
            var write = line.channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {65}));

            line.channel.close();

            assertThat(write.isDone()).isTrue();
            assertThat(write.isSuccess()).isFalse();
            assertThat(List.of(line.written())).containsExactly("");
        }
    }
}
