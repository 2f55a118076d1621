package io.atflux.profile;

import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.line.Parameters.Kind;
import io.atflux.urc.UrcType;
import java.time.Duration;

/** 3GPP 27.007 and 27.005: the output common to all modules. */
final class Generic3gpp {

    static final AtProfile PROFILE = build();

    private Generic3gpp() {}

    private static AtProfile build() {
        AtProfile.Builder b = AtProfile.builder("generic")
                .errors(StandardErrors.TABLE)
                .framing(ShortMessages.addTo(Framing.NONE.mutate()).build())
                .neverRetryOnRepeated(4)
                // Read commands whose answers cannot be mistaken for a result code.
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
            "+CMTI",
            "+CMT",
            "+CDSI",
            "+CDS",
            "+CBM",
            "+CBMI",
            "+CRING",
            "+CLIP",
            "+CCWA",
            "+CUSD",
            "+CGEV",
            "+CTZV",
            "+CTZE",
            "+CTZEU",
            "+CIEV",
            "+CSSI",
            "+CSSU",
            "+CCWV",
            "+CCCM",
            "+CKEV",
            "+CDEV",
            "+CTEV",
            "+CEDRXP",
            "+CALV",
            "+CIREPI",
            "+CIREPH",
            "+CEN1",
            "+CEN2",
            "+CNEMIU",
            "+CNEMS1",
            "+CMOLRE",
            "+CMCCSI",
            "+COLP",
            "+CDIP",
            "+CNAP",
            "+CR",
            "+CPSB",
            "+CSCON",
            "+CMTLR",
            "+CMWI",
            "+CEN3",
            "+CEN4",
            "+CMOLRN",
            "+CMOLRG",
            "+CUUS1I",
            "+CUUS1U",
            "+CCIOTOPTI",
            "+CRTDCP"
        }) {
            b.urc(UrcType.of(LineShape.named(name)));
        }
        // These have a read command whose answer looks like the result code.
        for (String name : new String[] {
            "+CUSD", "+CLIP", "+CCWA", "+COLP", "+CDIP", "+CNAP", "+CR", "+CPSB", "+CSCON", "+CMTLR", "+CMWI", "+CRTDCP"
        }) {
            b.answer(LineShape.named(name), 1);
        }
        return b.urc(UrcType.of(LineShape.whole("RING"))).build();
    }

    /**
     * 27.007 7.2, 10.1.20, 10.1.22, 10.1.47: the answer begins {@code <n>,<stat>}. In the result code, {@code <stat>} is followed
     * by its area code, which some modems print without quotes, and which has four digits or more. {@code <stat>} has at most
     * two.
     */
    private static boolean isRegistrationAnswer(Parameters p) {
        return p.kind(1) == Kind.NUMBER && p.text(1).length() <= 2;
    }
}
