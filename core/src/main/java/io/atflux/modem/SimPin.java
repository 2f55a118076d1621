package io.atflux.modem;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A SIM's PIN, and the record of its tries. After one try that a card refused, it is never tried again on that card, by any
 * session. A try with an unknown result, because the module restarted or the line was lost, may be followed by one more. Share
 * one object for a SIM across all connections to its modem: three wrong tries lock the card.
 *
 * <p>The record lasts as long as the object; a {@link PinMemory} keeps it longer. Cards are told apart only if a modem has such a
 * memory: without one, a PIN that a card refused is not tried on any other card either.
 */
public final class SimPin {

    private static final int MOST_CARDS = 1024;
    /** Stands for all cards, if the card is not identified. */
    private static final Object ANY = "any card";

    private enum Trial {
        OPEN,
        RUNNING,
        /** Tried as often as is safe without a known result. */
        DOUBTFUL,
        REFUSED
    }

    /** The record of the PIN on one card. */
    private static final class Tries {

        private Trial trial = Trial.OPEN;
        private boolean unknown;
        private boolean proven;
    }

    private final String pin;
    /** Whether a card is known to have no try in doubt from before the process. */
    private boolean settled;

    private final Map<Object, Tries> cards = new LinkedHashMap<>(4, 0.75f, true);

    private SimPin(String pin) {
        this.pin = pin;
    }

    /**
     * @param pin 4 to 8 digits; checked when it is used, never shown
     */
    public static SimPin of(String pin) {
        return new SimPin(pin);
    }

    String pin() {
        return pin;
    }

    /**
     * The form in which a PIN is stored: HMAC-SHA-256 of card and PIN. It does not protect 4 digits from an attacker who has the
     * digest and its salt, because 10,000 tries take milliseconds; a slower digest would take minutes. It keeps the PIN out of
     * backups and logs, and differs for each card. Only a PIN that is not known to be right is stored in this form.
     */
    String digest(byte[] salt, Iccid card) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(card.digits().getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) ' ');
            return HexFormat.of().formatHex(mac.doFinal(pin.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("each JDK has HmacSHA256", impossible);
        }
    }

    private Tries tries(@Nullable Iccid card) {
        Tries tries = cards.computeIfAbsent(card == null ? ANY : card, none -> new Tries());
        if (cards.size() > MOST_CARDS) {
            cards.remove(cards.keySet().iterator().next());
        }
        return tries;
    }

    /** Takes the one try on a card; false if it is used, or in progress. */
    synchronized boolean begin(@Nullable Iccid card) {
        Tries tries = tries(card);
        // A card that was not identified may be any other one.
        boolean refused = card == null
                ? cards.values().stream().anyMatch(each -> isSpent(each.trial))
                : isSpent(tries(null).trial);
        if (refused || tries.trial != Trial.OPEN) {
            return false;
        }
        tries.trial = Trial.RUNNING;
        return true;
    }

    private static boolean isSpent(Trial trial) {
        return trial == Trial.DOUBTFUL || trial == Trial.REFUSED;
    }

    /** Nothing was sent. */
    synchronized void notSent(@Nullable Iccid card) {
        Tries tries = tries(card);
        if (tries.trial == Trial.RUNNING) {
            tries.trial = Trial.OPEN;
        }
    }

    /** The SIM accepted it, so it may be used again after the next restart. */
    synchronized void accepted(@Nullable Iccid card) {
        Tries tries = tries(card);
        tries.unknown = false;
        tries.proven = true;
        tries.trial = Trial.OPEN;
    }

    /** The result is unknown: one more try is safe, because three lock the card. */
    synchronized void unknown(@Nullable Iccid card) {
        Tries tries = tries(card);
        // A cancellation after the result is known changes nothing.
        if (tries.trial == Trial.RUNNING) {
            tries.trial = tries.unknown ? Trial.DOUBTFUL : Trial.OPEN;
            tries.unknown = true;
        }
    }

    /** The SIM refused it. */
    synchronized void notAccepted(@Nullable Iccid card) {
        Tries tries = tries(card);
        tries.proven = false;
        tries.trial = Trial.REFUSED;
    }

    /** The card is unlocked and has reset its try counter: no try is in doubt. */
    synchronized void opened(Iccid card) {
        Tries tries = tries(card);
        tries.unknown = false;
        if (tries.trial == Trial.DOUBTFUL) {
            tries.trial = Trial.OPEN;
        }
        settled = true;
    }

    /**
     * Whether an unlocked card may have a try in doubt.
     *
     * @param before whether a try from before the process may be known as well
     */
    synchronized boolean mayBeInDoubt(boolean before) {
        return (before && !settled) || cards.values().stream().anyMatch(each -> each.unknown);
    }

    /** Whether this card accepted it the last time. */
    synchronized boolean isProven(@Nullable Iccid card) {
        return tries(card).proven;
    }

    /** The state on the card that it was used on last. */
    @Override
    public synchronized String toString() {
        Trial last = Trial.OPEN;
        for (Tries tries : cards.values()) {
            last = tries.trial;
        }
        return "PIN (" + last + ")";
    }
}
