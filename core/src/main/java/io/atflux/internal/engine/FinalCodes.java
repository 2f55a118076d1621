package io.atflux.internal.engine;

import io.atflux.command.FinalResult;
import io.atflux.internal.ledger.Seat;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import org.jspecify.annotations.Nullable;

/** Tells final result codes from other lines: whole lines only, never a beginning or a part (V.250 5.7.1). */
final class FinalCodes {

    private static final String CME = "+CME ERROR:";
    private static final String CMS = "+CMS ERROR:";

    private final AtProfile profile;

    FinalCodes(AtProfile profile) {
        this.profile = profile;
    }

    /**
     * @param awaited whose final result is the next one; null for nobody's
     * @return the result, null where the line is none
     */
    @Nullable
    FinalResult parse(AtLine line, @Nullable Seat awaited) {
        if (line.length() == 2) {
            return line.at(0) == 'O' && line.at(1) == 'K' ? FinalResult.OK : null;
        }
        int first = line.at(0);
        if (first == '+') {
            return parseExtended(line.text());
        }
        String text = line.text().stripTrailing();
        if (text.equals("ERROR")) {
            return FinalResult.ERROR;
        }
        if (text.equals("OK")) {
            return FinalResult.OK;
        }
        if (profile.isErrorFinal(text)) {
            return new FinalResult.Error(text);
        }
        if (awaited != null && awaited.isAbandoned() && text.equals("ABORTED")) {
            return new FinalResult.Error(text);
        }
        return awaited != null && awaited.prepared.call && isCallResult(text) ? new FinalResult.Call(text) : null;
    }

    private @Nullable FinalResult parseExtended(String text) {
        if (text.startsWith(CME)) {
            return profile.errors().cme(text.substring(CME.length()));
        }
        return text.startsWith(CMS) ? profile.errors().cms(text.substring(CMS.length())) : null;
    }

    /** Whether the line, while the register may be asked, is OK or an error in digits (V.250 6.2.4). */
    static @Nullable FinalResult numeric(AtLine line) {
        return switch (line.text()) {
            case "0" -> FinalResult.OK;
            case "4" -> FinalResult.ERROR;
            default -> null;
        };
    }

    private static boolean isCallResult(String text) {
        return switch (text) {
            case "CONNECT", "NO CARRIER", "BUSY", "NO ANSWER", "NO DIALTONE", "NO DIAL TONE" -> true;
            default -> text.startsWith("CONNECT ") && isRate(text.substring(8));
        };
    }

    /** Behind CONNECT stands a rate, perhaps with more words; {@code CONNECT OK} belongs to another protocol. */
    private static boolean isRate(String text) {
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }
}
