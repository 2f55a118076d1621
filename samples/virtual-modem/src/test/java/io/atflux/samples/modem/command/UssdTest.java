package io.atflux.samples.modem.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.TestLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 27.007 clause 7.15. */
class UssdTest {

    private static final String OK = "\r\nOK\r\n";

    @Test
    @Tag("27.007:7.15")
    void requestIsAnsweredFromOutside() {
        TestLine line = TestLine.quick().ask("AT+CUSD=1,\"*100#\",15", OK);
        assertThat(line.modem().network().ussdRequest().join()).contains("*100#");
        line.modem().network().ussd(1, "1 balance");
        line.printed("\r\n+CUSD: 1,\"1 balance\",15\r\n").ask("AT+CUSD=1,\"1\"", OK);
        assertThat(line.modem().network().ussdRequest().join()).contains("1");
        line.modem().network().ussd(0, "余额");
        line.printed("\r\n+CUSD: 0,\"4F59989D\",72\r\n");
        assertThat(line.modem().network().ussdRequest().join()).isEmpty();
    }

    @Test
    void theNetworkMayBeginAndMayBeUnheard() {
        TestLine line = TestLine.quick();
        line.modem().network().ussd(0, "unheard");
        line.printed("").ask("AT+CUSD=1", OK);
        line.modem().network().ussd(2, "");
        line.printed("\r\n+CUSD: 2\r\n").ask("AT+CUSD?", "\r\n+CUSD: 1\r\n" + OK);
    }

    @Test
    void anUnansweredRequestEndsByItself() {
        TestLine.quick().ask("AT+CUSD=1,\"*100#\"", OK).within(29_999, "").within(1, "\r\n+CUSD: 5\r\n");
        TestLine.quick().ask("AT+CUSD=1,\"*100#\"", OK).ask("AT+CUSD=2", OK).within(60_000, "");
    }

    @Test
    void textsAreInTheHostsCharacterSet() {
        TestLine line = TestLine.quick("ussd-answer=10 CNY").numbered().ask("AT+CSCS=\"UCS2\"", OK);
        line.ask("AT+CUSD=1,\"002A0023\",15", OK + "\r\n+CUSD: 0,\"0031003000200043004E0059\",15\r\n")
                .ask("AT+CUSD=1,\"*#\",15", "\r\n+CME ERROR: 53\r\n");
        line.modem().loseNetwork();
        line.ask("AT+CUSD=1,\"002A0023\",15", "\r\n+CME ERROR: 30\r\n");
        assertThat(line.modem().network().ussd(0, "x").join()).isFalse();
    }
}
