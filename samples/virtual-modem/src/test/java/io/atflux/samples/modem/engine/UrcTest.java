package io.atflux.samples.modem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Unsolicited lines while a command runs, and data entry. */
class UrcTest {

    private static final String PUB = "AT+MQTTPUB=1,\"t\",0,0,5";

    private static TestLine subscribed(String... switches) {
        return TestLine.quick(switches).open().ask("AT+MQTTSUB=1,\"#\",0", "\r\nOK\r\n\r\n+MQTTSUB: 1,1\r\n");
    }

    private static void deliver(TestLine line, String text) {
        line.network().deliver("t", 0, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    @Tag("V.250:5.8.2")
    void heldUrcsFollowTheFinalResult() {
        TestLine line = subscribed("delay=AT+CSQ:100");
        line.send("AT+CSQ");
        deliver(line, "a");
        deliver(line, "b");
        line.printed("")
                .within(100, "\r\n+CSQ: 25,99\r\n\r\nOK\r\n\r\n+MQTTMSG: 1, 0, t, a\r\n\r\n+MQTTMSG: 1, 0, t, b\r\n");
    }

    @Test
    void interleavedUrcsStandBetweenCommandAndResult() {
        TestLine line = subscribed("delay=AT+CSQ:100", "urc-during-command=interleave");
        line.send("AT+CSQ");
        deliver(line, "a");
        line.printed("\r\n+MQTTMSG: 1, 0, t, a\r\n").within(100, "\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
    }

    @Test
    void urcMayStandBetweenTwoLinesOfAnAnswer() {
        TestLine line = subscribed("delay=ATI:100", "urc-during-command=between");
        line.send("ATI");
        deliver(line, "a");
        line.printed("")
                .within(
                        100,
                        "\r\nFibocom Wireless Inc.\r\n\r\n+MQTTMSG: 1, 0, t, a\r\nL610-CN-62-36\r\n"
                                + "16000.1208.00.86.02.02\r\n\r\nOK\r\n");
    }

    @Test
    @Tag("V.250:5.8.2")
    void urcMayStandWithinTheEchoOfACommandNotYetEnded() {
        TestLine line = subscribed();
        line.ask("ATE1", "\r\nOK\r\n").raw("AT+C", "AT+C");
        deliver(line, "a");
        line.printed("\r\n+MQTTMSG: 1, 0, t, a\r\n").raw("FUN?\r", "FUN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n");
    }

    @Test
    void atMostThirtyTwoUrcsAreHeldTheOldestDropped() {
        TestLine line = subscribed("delay=AT+CSQ:100");
        line.send("AT+CSQ");
        for (int i = 0; i < 40; i++) {
            deliver(line, Integer.toString(i));
        }
        String printed = line.after(Duration.ofMillis(100));
        assertThat(printed.split("\\+MQTTMSG", -1)).hasSize(33);
        assertThat(printed).startsWith("\r\n+CSQ: 25,99\r\n\r\nOK\r\n\r\n+MQTTMSG: 1, 0, t, 8\r\n");
    }

    @Test
    void atMost4096BytesOfUrcsAreHeldTheOldestDropped() {
        TestLine line = subscribed("delay=AT+CSQ:100");
        line.send("AT+CSQ");
        deliver(line, "a".repeat(2_000));
        deliver(line, "b".repeat(2_000));
        deliver(line, "c".repeat(2_000));
        String printed = line.after(Duration.ofMillis(100));
        assertThat(printed).doesNotContain("aaaa").contains("bbbb").contains("cccc");
    }

    @Test
    void urcsDuringADataEntryAreNotPartOfIt() {
        TestLine line = subscribed();
        line.ask(PUB, "\r\n> ");
        deliver(line, "x");
        line.raw(
                "12345", "\r\nOK\r\n\r\n+MQTTMSG: 1, 0, t, x\r\n\r\n+MQTTPUB: 1,1\r\n\r\n+MQTTMSG: 1, 0, t, 12345\r\n");
    }

    @Test
    void dataIsExactlyAsManyBytesAndTheRestIsTheNextCommand() {
        TestLine line = subscribed();
        line.raw(
                PUB + "\r\0\u0010\r\n>\r\nAT+CFUN?\r",
                "\r\n> \r\nOK\r\n\r\n+CFUN: 1\r\n\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n\r\n+MQTTMSG: 1, 0, t, \0\u0010\r\n>\r\n");
        assertThat(line.network().published().get(0).payload()).containsExactly(0, 16, 13, 10, '>');
    }

    @Test
    void everyByteValueIsLossless() {
        TestLine line = subscribed("length-max=1024");
        StringBuilder all = new StringBuilder();
        for (int b = 0; b < 256; b++) {
            all.append((char) b);
        }
        line.ask("AT+MQTTPUB=1,\"t\",0,0,256", "\r\n> ")
                .raw(all.toString(), "\r\nOK\r\n\r\n+MQTTPUB: 1,1\r\n\r\n+MQTTMSG: 1, 0, t, " + all + "\r\n");
        assertThat(line.network().published().get(0).text()).isEqualTo(all.toString());
    }

    @Test
    void idleTimeCountsFromTheLastByte() {
        TestLine line = subscribed();
        line.ask(PUB, "\r\n> ")
                .within(29_999, "")
                .raw("1", "")
                .within(29_999, "")
                .raw("2", "");
        line.within(29_999, "").within(1, "\r\nERROR\r\n").ask("AT", "\r\nOK\r\n");
        assertThat(line.network().published()).isEmpty();
    }

    @Test
    void secondFinalComesLateAndUnasked() {
        TestLine line = TestLine.quick("second-final=AT+CSQ:3000");
        line.ask("AT+CSQ", "\r\n+CSQ: 25,99\r\n\r\nOK\r\n").within(2_999, "").within(1, "\r\nOK\r\n");
    }
}
