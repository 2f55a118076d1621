package io.atflux.samples.modem.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.NetworkSide;
import io.atflux.samples.modem.TestLine;
import io.atflux.samples.modem.message.PduReader;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages in text mode and in PDU mode, byte by byte (3GPP 27.005). */
class MessageTest {

    private static final String OK = "\r\nOK\r\n";
    private static final String SENDER = "+8613800138000";
    private static final String TIME = "\"26/07/20,06:51:47+00\"";
    private static final String HELLO = "11000B916407281553F80000AA0AE8329BFD4697D9EC37";

    private static TestLine line() {
        return TestLine.quick().numbered();
    }

    private static TestLine text() {
        return line().ask("AT+CMGF=1", OK);
    }

    @Test
    @Tag("27.005:3.4.1")
    @Tag("27.005:4.2")
    void arrivalIsToldAndTheTextIsRead() {
        TestLine line = text();
        line.modem().network().message(SENDER, "pump 3 is dry");
        line.printed("\r\n+CMTI: \"SM\",1\r\n")
                .ask(
                        "AT+CMGR=1",
                        "\r\n+CMGR: \"REC UNREAD\",\"" + SENDER + "\",," + TIME + "\r\npump 3 is dry\r\n" + OK)
                .ask("AT+CMGR=1", "\r\n+CMGR: \"REC READ\",\"" + SENDER + "\",," + TIME + "\r\npump 3 is dry\r\n" + OK)
                .ask("AT+CPMS?", "\r\n+CPMS: \"SM\",1,50,\"SM\",1,50,\"SM\",1,50\r\n" + OK)
                .ask("AT+CMGD=1", OK)
                .ask("AT+CMGR=1", "\r\n+CMS ERROR: 321\r\n");
    }

    @Test
    void pduModeShowsTheSameInOctets() {
        TestLine line = line();
        line.modem().network().message(SENDER, "hellohello");
        line.printed("\r\n+CMTI: \"SM\",1\r\n")
                .ask(
                        "AT+CMGR=1",
                        "\r\n+CMGR: 0,,29\r\n0891683108100005F0" + "040D91683108108300F0" + "0000" + "62700260157400"
                                + "0AE8329BFD4697D9EC37\r\n" + OK);
    }

    @Test
    @Tag("27.005:4.1")
    void listsShowWhatWasAskedFor() {
        TestLine line = text();
        line.modem().network().message(SENDER, "one");
        line.modem().network().message("10086", "two");
        line.printed("\r\n+CMTI: \"SM\",1\r\n\r\n+CMTI: \"SM\",2\r\n")
                .ask("AT+CMGR=1", "\r\n+CMGR: \"REC UNREAD\",\"" + SENDER + "\",," + TIME + "\r\none\r\n" + OK)
                .ask("AT+CMGL", "\r\n+CMGL: 2,\"REC UNREAD\",\"10086\",," + TIME + "\r\ntwo\r\n" + OK)
                .ask("AT+CMGL", OK)
                .ask(
                        "AT+CMGL=\"ALL\"",
                        "\r\n+CMGL: 1,\"REC READ\",\"" + SENDER + "\",," + TIME + "\r\none\r\n"
                                + "+CMGL: 2,\"REC READ\",\"10086\",," + TIME + "\r\ntwo\r\n" + OK)
                .ask("AT+CMGL=4", "\r\n+CMS ERROR: 305\r\n")
                .ask("AT+CMGD=?", "\r\n+CMGD: (1,2),(0-4)\r\n" + OK)
                .ask("AT+CMGD=0,4", OK)
                .ask("AT+CMGL=\"ALL\"", OK)
                .ask("AT+CMGD=51", "\r\n+CMS ERROR: 321\r\n");
    }

    @Test
    @Tag("27.005:3.5.1")
    void messagesGoOutFromTheText() {
        TestLine line = text();
        line.ask("AT+CMGS=\"+8613900139000\"", "\r\n> ")
                .raw("dry\u001A", "\r\n+CMGS: 1\r\n" + OK)
                .ask("AT+CMGS=\"10010\",129", "\r\n> ")
                .raw("xx\b\by\u001A", "\r\n+CMGS: 2\r\n" + OK);
        assertThat(line.modem().network().takeSent().join())
                .containsExactly(new NetworkSide.Sent("+8613900139000", "dry"), new NetworkSide.Sent("10010", "y"));
    }

    @Test
    void theTextIsEchoedAsAteSays() {
        text().ask("ATE1", OK)
                .raw("AT+CMGS=\"1\"\r", "AT+CMGS=\"1\"\r\r\n> ")
                .raw("hi\u001A", "hi\r\n+CMGS: 1\r\n" + OK);
    }

    @Test
    @Tag("27.005:3.5.1")
    void escapeGivesATextUp() {
        TestLine line = text();
        line.ask("AT+CMGS=\"10010\"", "\r\n> ").raw("dry\u001B", OK).ask("AT", OK);
        assertThat(line.modem().network().takeSent().join()).isEmpty();
    }

    @Test
    void messagesGoOutFromAPdu() {
        TestLine line = line();
        line.ask("AT+CMGS=23", "\r\n> ")
                .raw("00" + HELLO + "\u001A", "\r\n+CMGS: 1\r\n" + OK)
                .ask("AT+CMGS=22", "\r\n> ")
                .raw("00" + HELLO + "\u001A", "\r\n+CMS ERROR: 304\r\n")
                .ask("AT+CMGS=\"10010\"", "\r\n+CMS ERROR: 304\r\n");
        assertThat(line.modem().network().takeSent().join())
                .containsExactly(new NetworkSide.Sent("+46708251358", "hellohello"));
    }

    @Test
    void messagesAreWrittenAndSentFromTheStore() {
        TestLine line = text();
        line.ask("AT+CMGW=\"10010\"", "\r\n> ")
                .raw("later\u001A", "\r\n+CMGW: 1\r\n" + OK)
                .ask("AT+CMGR=1", "\r\n+CMGR: \"STO UNSENT\",\"10010\",\r\nlater\r\n" + OK)
                .ask("AT+CMSS=1", "\r\n+CMSS: 1\r\n" + OK)
                .ask("AT+CMSS=1,\"10086\"", "\r\n+CMSS: 2\r\n" + OK)
                .ask("AT+CMGL=\"STO SENT\"", "\r\n+CMGL: 1,\"STO SENT\",\"10010\",,\r\nlater\r\n" + OK)
                .ask("AT+CMSS=2", "\r\n+CMS ERROR: 321\r\n")
                .ask("AT+CMGF=0", OK)
                .ask("AT+CMGW=23,2", "\r\n> ")
                .raw("07917283010010F5" + HELLO + "\u001A", "\r\n+CMGW: 2\r\n" + OK)
                .ask("AT+CMGR=2", "\r\n+CMGR: 2,,23\r\n07917283010010F5" + HELLO + "\r\n" + OK);
        assertThat(line.modem().network().takeSent().join())
                .containsExactly(new NetworkSide.Sent("10010", "later"), new NetworkSide.Sent("10086", "later"));
    }

    @Test
    void messagesGoToTheHostItself() {
        TestLine line = text();
        line.ask("AT+CNMI=2,2,0,1,0", OK);
        line.modem().network().message(SENDER, "now");
        line.printed("\r\n+CMT: \"" + SENDER + "\",," + TIME + "\r\nnow\r\n").ask("AT+CSDH=1", OK);
        line.modem().network().message(SENDER, "now");
        line.printed("\r\n+CMT: \"" + SENDER + "\",," + TIME + ",145,4,0,0,\"+8613800100500\",145,3\r\nnow\r\n")
                .ask("AT+CMGF=0", OK);
        line.modem().network().message("10086", "hellohello");
        line.printed("\r\n+CMT: ,25\r\n0891683108100005F0" + "0405810180F60000" + "62700260157400"
                + "0AE8329BFD4697D9EC37\r\n");
    }

    @Test
    void reportsComeWhereTheyAreWanted() {
        TestLine line = text();
        line.ask("AT+CNMI=2,1,0,1,0;+CSMP=49,167,0,0", OK)
                .ask("AT+CMGS=\"10010\"", "\r\n> ")
                .raw("x\u001A", "\r\n+CMGS: 1\r\n" + OK + "\r\n+CDS: 6,1,\"10010\",129," + TIME + "," + TIME + ",0\r\n")
                .ask("AT+CNMI=2,1,0,2", OK)
                .ask("AT+CMGS=\"10010\"", "\r\n> ")
                .raw("x\u001A", "\r\n+CMGS: 2\r\n" + OK + "\r\n+CDSI: \"SM\",1\r\n")
                .ask("AT+CMGR=1", "\r\n+CMGR: \"REC UNREAD\",6,2,\"10010\",129," + TIME + "," + TIME + ",0\r\n" + OK);
    }

    @Test
    void oneNotAcknowledgedIsTheLastThatIsRouted() {
        TestLine line = text();
        line.ask("AT+CNMI=2,2", OK)
                .ask("AT+CNMA", "\r\n+CMS ERROR: 340\r\n")
                .ask("AT+CSMS=1", "\r\n+CSMS: 1,1,0\r\n" + OK);
        line.modem().network().message("1", "a");
        line.modem().network().message("1", "b");
        line.printed("\r\n+CMT: \"1\",," + TIME + "\r\na\r\n")
                .ask("AT+CNMA", OK + "\r\n+CMT: \"1\",," + TIME + "\r\nb\r\n")
                .within(15_000, "")
                .ask("AT+CNMI?", "\r\n+CNMI: 2,0,0,0,0\r\n" + OK)
                .ask("AT+CNMA", "\r\n+CMS ERROR: 340\r\n");
    }

    @Test
    void theNetworkKeepsWhatFindsNoPlace() {
        TestLine line = TestLine.quick("sm-places=1").numbered().ask("AT+CMGF=1", OK);
        assertThat(line.modem().network().message("1", "a").join()).isZero();
        assertThat(line.modem().network().message("1", "b").join()).isOne();
        line.printed("\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CMGW=\"1\"", "\r\n> ")
                .raw("x\u001A", "\r\n+CMS ERROR: 322\r\n")
                .ask("AT+CMGD=1", OK + "\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CPMS=\"SM\",\"SM\",\"ME\"", "\r\n+CPMS: 1,1,1,1,0,100\r\n" + OK);
        line.modem().network().message("1", "c");
        line.printed("\r\n+CMTI: \"ME\",1\r\n");
    }

    @Test
    void theNetworkKeepsWhatCannotReachTheModule() {
        TestLine line = text();
        line.modem().loseNetwork();
        assertThat(line.modem().network().message("1", "a").join()).isOne();
        line.printed("").ask("AT+CMGS=\"1\"", "\r\n+CMS ERROR: 331\r\n");
        line.modem().restoreNetwork();
        line.printed("\r\n+CMTI: \"SM\",1\r\n");
    }

    @Test
    void storesOutliveARestart() {
        TestLine line = text();
        line.modem().network().message("1", "a");
        line.printed("\r\n+CMTI: \"SM\",1\r\n");
        line.modem().powerCycle();
        line.after(Duration.ofSeconds(10));
        line.raw("ATE0\r", "ATE0\r" + OK).ask("AT+CPMS?", "\r\n+CPMS: \"SM\",1,50,\"SM\",1,50,\"SM\",1,50\r\n" + OK);
    }

    @Test
    void modeZeroKeepsNoticesUntilItIsLeft() {
        TestLine line = text();
        line.ask("AT+CNMI=0,1", OK);
        line.modem().network().message("1", "a");
        line.printed("")
                .ask("AT+CNMI=2,1,0,0,0", OK + "\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CNMI=0,1", OK);
        line.modem().network().message("1", "a");
        line.printed("").ask("AT+CNMI=2,1,0,0,1", OK);
    }

    @Test
    void characterSetsHoldForTextsAndNumbers() {
        TestLine line = text();
        line.ask("AT+CSCS=?", "\r\n+CSCS: (\"GSM\",\"HEX\",\"PCCP936\",\"UCS2\",\"IRA\")\r\n" + OK)
                .ask("AT+CSCS=\"UCS2\"", OK)
                .ask("AT+CSCS?", "\r\n+CSCS: \"UCS2\"\r\n" + OK)
                .ask("AT+CMGS=\"00310030\"", "\r\n> ")
                .raw("00E90031\u001A", "\r\n+CMGS: 1\r\n" + OK)
                .ask("AT+CMGS=\"10\"", "\r\n+CMS ERROR: 305\r\n");
        line.modem().network().message("10", "é");
        line.printed("\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CMGR=1", "\r\n+CMGR: \"REC UNREAD\",\"00310030\",," + TIME + "\r\n00E9\r\n" + OK)
                .ask("AT+CSCS=\"UTF-8\"", "\r\n+CME ERROR: 53\r\n");
        assertThat(line.modem().network().takeSent().join()).containsExactly(new NetworkSide.Sent("10", "é1"));
    }

    @Test
    void whatIsNoTextOfTheAlphabetIsHexadecimal() {
        TestLine line = text();
        line.modem().network().message("10086", "余额");
        line.printed("\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CMGR=1", "\r\n+CMGR: \"REC UNREAD\",\"10086\",," + TIME + "\r\n4F59989D\r\n" + OK)
                .ask("AT+CSMP=17,167,0,8", OK)
                .ask("AT+CMGS=\"10086\"", "\r\n> ")
                .raw("4F59989D\u001A", "\r\n+CMGS: 1\r\n" + OK)
                .ask("AT+CMGS=\"10086\"", "\r\n> ")
                .raw("4F5\u001A", "\r\n+CMS ERROR: 305\r\n");
        assertThat(line.modem().network().takeSent().join()).containsExactly(new NetworkSide.Sent("10086", "余额"));
    }

    @Test
    void textThatImitatesAnAnswerIsPrintedAsItIs() {
        TestLine line = text();
        line.modem().network().message("1", "\r\nOK\r\n");
        line.printed("\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CMGR=1", "\r\n+CMGR: \"REC UNREAD\",\"1\",," + TIME + "\r\n\r\nOK\r\n\r\n" + OK);
    }

    @Test
    void messagesToTheOwnNumberComeBack() {
        text().ask("AT+CMGS=\"+8613900000010\"", "\r\n> ")
                .raw("self\u001A", "\r\n+CMGS: 1\r\n" + OK + "\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CNUM", "\r\n+CNUM: ,\"+8613900000010\",145\r\n" + OK);
    }

    @Test
    @Tag("27.005:3.2.5-own")
    void theCardsTroublesHaveNumbersOfTheirOwn() {
        TestLine.quick("cpin=pin")
                .numbered()
                .ask("AT+CMGL=4", "\r\n+CMS ERROR: 311\r\n")
                .ask("AT+CMEE=2", OK)
                .ask("AT+CMGL=4", "\r\n+CMS ERROR: SIM PIN required\r\n")
                .ask("AT+CMEE=0", OK)
                .ask("AT+CMGL=4", "\r\nERROR\r\n");
    }

    @Test
    void settingsAreShownAsTheyStand() {
        line().ask("AT+CSCA?", "\r\n+CSCA: \"+8613800100500\",145\r\n" + OK)
                .ask("AT+CSCA=\"+8613010314500\",145", OK)
                .ask("AT+CSCA?", "\r\n+CSCA: \"+8613010314500\",145\r\n" + OK)
                .ask("AT+CSMP?", "\r\n+CSMP: 17,167,0,0\r\n" + OK)
                .ask("AT+CNMI?", "\r\n+CNMI: 2,1,0,0,0\r\n" + OK)
                .ask("AT+CNMI=2,1,1", "\r\n+CMS ERROR: 305\r\n")
                .ask("AT+CNMI=?", "\r\n+CNMI: (0-3),(0-3),(0,2),(0-2),(0,1)\r\n" + OK)
                .ask("AT+CMGF?;+CSDH?;+CMMS?", "\r\n+CMGF: 0\r\n\r\n+CSDH: 0\r\n\r\n+CMMS: 0\r\n" + OK)
                .ask("AT+CSMS?", "\r\n+CSMS: 0,1,1,0\r\n" + OK)
                .ask("AT+CPMS=\"XX\"", "\r\n+CMS ERROR: 305\r\n")
                .ask("AT+CMGL=?", "\r\n+CMGL: (0-4)\r\n" + OK);
    }

    @Test
    void aTpduFromOutsideIsStoredAsItIs() {
        TestLine line = line();
        String tpdu = "040D91683108108300F0000062700260157400" + "0AE8329BFD4697D9EC37";
        line.modem().network().message(PduReader.ofHex(tpdu));
        line.printed("\r\n+CMTI: \"SM\",1\r\n")
                .ask("AT+CMGR=1", "\r\n+CMGR: 0,,29\r\n0891683108100005F0" + tpdu + "\r\n" + OK);
    }
}
