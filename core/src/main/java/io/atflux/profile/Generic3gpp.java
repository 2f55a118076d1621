package io.atflux.profile;

import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.line.Parameters.Kind;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.Map;

/** 3GPP 27.007 and 27.005: what any module says. */
final class Generic3gpp {

    private static final Map<Integer, String> CME = Map.ofEntries(
            Map.entry(0, "phone failure"),
            Map.entry(1, "no connection to phone"),
            Map.entry(2, "phone adaptor link reserved"),
            Map.entry(3, "operation not allowed"),
            Map.entry(4, "operation not supported"),
            Map.entry(5, "PH-SIM PIN required"),
            Map.entry(10, "SIM not inserted"),
            Map.entry(11, "SIM PIN required"),
            Map.entry(12, "SIM PUK required"),
            Map.entry(13, "SIM failure"),
            Map.entry(14, "SIM busy"),
            Map.entry(15, "SIM wrong"),
            Map.entry(16, "incorrect password"),
            Map.entry(17, "SIM PIN2 required"),
            Map.entry(18, "SIM PUK2 required"),
            Map.entry(20, "memory full"),
            Map.entry(21, "invalid index"),
            Map.entry(22, "not found"),
            Map.entry(23, "memory failure"),
            Map.entry(24, "text string too long"),
            Map.entry(25, "invalid characters in text string"),
            Map.entry(26, "dial string too long"),
            Map.entry(27, "invalid characters in dial string"),
            Map.entry(30, "no network service"),
            Map.entry(31, "network timeout"),
            Map.entry(32, "network not allowed - emergency calls only"),
            Map.entry(50, "incorrect parameters"),
            Map.entry(100, "unknown"),
            Map.entry(103, "illegal MS"),
            Map.entry(106, "illegal ME"),
            Map.entry(107, "GPRS services not allowed"),
            Map.entry(111, "PLMN not allowed"),
            Map.entry(112, "location area not allowed"),
            Map.entry(113, "roaming not allowed in this location area"),
            Map.entry(132, "service option not supported"),
            Map.entry(133, "requested service option not subscribed"),
            Map.entry(134, "service option temporarily out of order"),
            Map.entry(148, "unspecified GPRS error"),
            Map.entry(149, "PDP authentication failure"),
            Map.entry(150, "invalid mobile class"));

    private static final Map<Integer, String> CMS = Map.ofEntries(
            Map.entry(300, "ME failure"),
            Map.entry(301, "SMS service of ME reserved"),
            Map.entry(302, "operation not allowed"),
            Map.entry(303, "operation not supported"),
            Map.entry(304, "invalid PDU mode parameter"),
            Map.entry(305, "invalid text mode parameter"),
            Map.entry(310, "SIM not inserted"),
            Map.entry(311, "SIM PIN required"),
            Map.entry(312, "PH-SIM PIN required"),
            Map.entry(313, "SIM failure"),
            Map.entry(314, "SIM busy"),
            Map.entry(315, "SIM wrong"),
            Map.entry(316, "SIM PUK required"),
            Map.entry(320, "memory failure"),
            Map.entry(321, "invalid memory index"),
            Map.entry(322, "memory full"),
            Map.entry(330, "SMSC address unknown"),
            Map.entry(331, "no network service"),
            Map.entry(332, "network timeout"),
            Map.entry(340, "no +CNMA acknowledgement expected"),
            Map.entry(500, "unknown error"));

    static final AtProfile PROFILE = build();

    private Generic3gpp() {}

    private static AtProfile build() {
        AtProfile.Builder b = AtProfile.builder("generic")
                .errors(new ErrorTable(CME, CMS))
                .framing(ShortMessages.addTo(Framing.NONE.mutate()).build())
                .hopelessIfRepeated(4)
                // Read commands whose answers no result code imitates.
                .probes("AT+CMEE?", "AT+CFUN?", "AT+CGSN?", "AT+IPR?")
                .probesByRegister(true)
                .overtaken("+COPS=?", Duration.ofMinutes(3))
                .secretParameters("+CPIN", 0, 1)
                .secretParameters("+CPWD", 1, 2)
                .secretParameters("+CLCK", 2)
                .secretParameters("+CGAUTH", 3)
                .promptsForText("+CMGS")
                .promptsForText("+CMGW")
                .promptsForText("+CMGC")
                .promptsForText("+CNMA");
        for (String name : new String[] {"+CREG", "+CGREG", "+CEREG", "+C5GREG"}) {
            // In either form, it answers no command of another name.
            b.urc(UrcType.of(LineShape.named(name)))
                    .answer(LineShape.named(name).where(Generic3gpp::isRegistrationAnswer), 1);
        }
        for (String name : new String[] {
            "+CMTI", "+CMT", "+CDSI", "+CDS", "+CBM", "+CBMI", "+CRING", "+CLIP", "+CCWA", "+CUSD", "+CGEV", "+CTZV",
            "+CTZE", "+CTZEU", "+CIEV", "+CSSI", "+CSSU", "+CCWV", "+CCCM", "+CKEV", "+CDEV", "+CTEV", "+CEDRXP",
            "+CALV", "+CIREPI", "+CIREPH", "+CEN1", "+CEN2", "+CNEMIU", "+CNEMS1", "+CMOLRE", "+CMCCSI", "+COLP",
            "+CDIP", "+CNAP", "+CR", "+CPSB", "+CSCON", "+CMTLR", "+CMWI"
        }) {
            b.urc(UrcType.of(LineShape.named(name)));
        }
        // These have a read form whose answer looks like the result code.
        for (String name : new String[] {
            "+CUSD", "+CLIP", "+CCWA", "+COLP", "+CDIP", "+CNAP", "+CR", "+CPSB", "+CSCON", "+CMTLR", "+CMWI"
        }) {
            b.answer(LineShape.named(name), 1);
        }
        return b.urc(UrcType.of(LineShape.whole("RING"))).build();
    }

    /**
     * 27.007 7.2, 10.1.20, 10.1.22, 10.1.47: the answer begins {@code <n>,<stat>}; the result code {@code <stat>} has its area code behind it,
     * which some modems print without quotes, and which has four digits or more. {@code <stat>} has at most two.
     */
    private static boolean isRegistrationAnswer(Parameters p) {
        return p.kind(1) == Kind.NUMBER && p.text(1).length() <= 2;
    }
}
