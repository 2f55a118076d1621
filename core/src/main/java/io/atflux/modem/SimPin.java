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
 * A SIM's PIN, and whether it may be tried: after one try that a card refused it never is again on that card, by whichever session. A try
 * of which nobody knows what became, since the module restarted or the line was lost, may be followed by one more. Share one for a SIM
 * across all connections to its modem, for three wrong tries lock the card.
 *
 * <p>It knows this as long as it is in use; {@link PinMemory} knows it longer. Cards are told apart only if a modem has such a memory:
 * without one, a PIN that a card refused is tried on no other card either.
 */
public final class SimPin {

    private static final int MOST_CARDS = 1024;
    /** Stands for all cards, if nobody asks which one is in. */
    private static final Object ANY = "any card";

    private enum Trial {
        OPEN,
        RUNNING,
        /** Tried as often as is safe without knowing. */
        DOUBTFUL,
        REFUSED
    }

    /** What is known of the PIN on one card. */
    private static final class Tries {

        private Trial trial = Trial.OPEN;
        private boolean unknown;
        private boolean proven;
    }

    private final String pin;
    /** Whether a card is known to have no doubt from before the process. */
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
     * What is kept of a PIN in place of the PIN: HMAC-SHA-256 of card and PIN. Of 4 digits it hides nothing from whoever has it
     * together with its salt, for 10,000 tries are a matter of milliseconds, and a slower digest would make it minutes. It keeps the
     * PIN out of backups, logs and sight, and different for each card. It is made only of a PIN that is not known to be right.
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

    /** Takes the one try on a card; false if it is spent, or under way. */
    synchronized boolean begin(@Nullable Iccid card) {
        Tries tries = tries(card);
        // A card that was not asked for may be any other one.
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

    /** The SIM took it, so it may be used again after the next restart. */
    synchronized void accepted(@Nullable Iccid card) {
        Tries tries = tries(card);
        tries.unknown = false;
        tries.proven = true;
        tries.trial = Trial.OPEN;
    }

    /** Nobody knows what became of it: one more try is safe, for three lock the card. */
    synchronized void unknown(@Nullable Iccid card) {
        Tries tries = tries(card);
        // What is cancelled after its end has been judged already.
        if (tries.trial == Trial.RUNNING) {
            tries.trial = tries.unknown ? Trial.DOUBTFUL : Trial.OPEN;
            tries.unknown = true;
        }
    }

    /** The SIM said no. */
    synchronized void notAccepted(@Nullable Iccid card) {
        Tries tries = tries(card);
        tries.proven = false;
        tries.trial = Trial.REFUSED;
    }

    /** The card is open, so it counts tries from the beginning again: nothing is in doubt any more. */
    synchronized void opened(Iccid card) {
        Tries tries = tries(card);
        tries.unknown = false;
        if (tries.trial == Trial.DOUBTFUL) {
            tries.trial = Trial.OPEN;
        }
        settled = true;
    }

    /**
     * Whether a card that is open may have a try in doubt.
     *
     * @param before whether also one from before the process may be known
     */
    synchronized boolean mayBeInDoubt(boolean before) {
        return (before && !settled) || cards.values().stream().anyMatch(each -> each.unknown);
    }

    /** Whether this card took it the last time. */
    synchronized boolean isProven(@Nullable Iccid card) {
        return tries(card).proven;
    }

    /** Where it stands on the card that it was used on last. */
    @Override
    public synchronized String toString() {
        Trial last = Trial.OPEN;
        for (Tries tries : cards.values()) {
            last = tries.trial;
        }
        return "PIN (" + last + ")";
    }
}
