package io.atflux.internal.engine;

import io.atflux.command.FinalResult;
import io.atflux.internal.ledger.Seat;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import org.jspecify.annotations.Nullable;

/** Recognises final result codes: whole lines only, never a beginning or a part (V.250 5.7.1). */
final class FinalCodes {

    private static final String CME = "+CME ERROR:";
    private static final String CMS = "+CMS ERROR:";

    private final AtProfile profile;

    FinalCodes(AtProfile profile) {
        this.profile = profile;
    }

    /**
     * @param awaited the seat that receives the next final result; null for none
     * @param numeric whether result codes may be numeric (V.250 6.2.6)
     * @return the result; null if the line is none
     */
    @Nullable
    FinalResult parse(AtLine line, @Nullable Seat awaited, boolean numeric) {
        if (numeric && line.length() == 1) {
            return number(line.at(0), awaited != null && awaited.prepared.call);
        }
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
        FinalResult own = profile.errorFinal(text);
        if (own != null) {
            return own;
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
        if (text.startsWith(CMS)) {
            return profile.errors().cms(text.substring(CMS.length()));
        }
        return profile.errorFinal(text.stripTrailing());
    }

    /** V.250 table 1; 2 is RING, which ends nothing, and 5 is not a code. */
    private static @Nullable FinalResult number(int code, boolean call) {
        return switch (code) {
            case '0' -> FinalResult.OK;
            case '4' -> FinalResult.ERROR;
            case '1' -> call ? new FinalResult.Call("CONNECT") : null;
            case '3' -> call ? new FinalResult.Call("NO CARRIER") : null;
            case '6' -> call ? new FinalResult.Call("NO DIALTONE") : null;
            case '7' -> call ? new FinalResult.Call("BUSY") : null;
            case '8' -> call ? new FinalResult.Call("NO ANSWER") : null;
            default -> null;
        };
    }

    private static boolean isCallResult(String text) {
        return switch (text) {
            case "CONNECT", "NO CARRIER", "BUSY", "NO ANSWER", "NO DIALTONE", "NO DIAL TONE" -> true;
            default -> text.startsWith("CONNECT ") && isRate(text.substring(8));
        };
    }

    /** A rate follows CONNECT, perhaps with more words; {@code CONNECT OK} belongs to another protocol. */
    private static boolean isRate(String text) {
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }
}
