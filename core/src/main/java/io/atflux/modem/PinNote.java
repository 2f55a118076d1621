package io.atflux.modem;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stored note of a card: the digests of the PINs that were tried on it and are not known to be accepted. {@code v1 SALT},
 * then {@code DIGEST=once} or {@code twice} after tries with an unknown result, {@code DIGEST=refused} for a refused one.
 * Immutable.
 */
final class PinNote {

    private static final String VERSION = "v1";
    private static final String ONCE = "once";
    private static final String TWICE = "twice";
    private static final String REFUSED = "refused";
    private static final Set<String> STATES = Set.of(ONCE, TWICE, REFUSED);
    private static final int SALT = 16;
    /** More tries than a card allows before it is locked. */
    private static final int MOST = 8;

    private final byte[] salt;
    private final Map<String, String> tried;

    private PinNote(byte[] salt, Map<String, String> tried) {
        this.salt = salt;
        this.tried = tried;
    }

    /** The note of a card without tries. */
    static PinNote fresh() {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return new PinNote(salt, Map.of());
    }

    /** @throws IllegalArgumentException for a note of a later version, or a damaged one */
    static PinNote parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length < 2 || !words[0].equals(VERSION)) {
            throw new IllegalArgumentException("the note of this card is not one of version " + VERSION);
        }
        Map<String, String> tried = new LinkedHashMap<>();
        for (int i = 2; i < words.length; i++) {
            int sign = words[i].indexOf('=');
            String state = words[i].substring(sign + 1);
            if (sign < 1 || !STATES.contains(state)) {
                throw new IllegalArgumentException("the note of this card is damaged");
            }
            tried.put(words[i].substring(0, sign), state);
        }
        return new PinNote(HexFormat.of().parseHex(words[1]), tried);
    }

    private @Nullable String state(SimPin pin, Iccid card) {
        return tried.get(pin.digest(salt, card));
    }

    /** Whether the PIN was refused, or tried as often as is safe without a known result. */
    boolean isSpent(SimPin pin, Iccid card) {
        String state = state(pin, card);
        return REFUSED.equals(state) || TWICE.equals(state);
    }

    /** Marks a try that begins. A second try with an unknown result is the last one. */
    PinNote trying(SimPin pin, Iccid card) {
        return with(pin, card, state(pin, card) == null ? ONCE : TWICE);
    }

    /** The card has reset its try counter: refused PINs stay refused, and no try is in doubt. */
    PinNote open() {
        Map<String, String> certain = new LinkedHashMap<>(tried);
        certain.values().removeIf(state -> !state.equals(REFUSED));
        return new PinNote(salt, certain);
    }

    PinNote refused(SimPin pin, Iccid card) {
        return with(pin, card, REFUSED);
    }

    private PinNote with(SimPin pin, Iccid card, String state) {
        String digest = pin.digest(salt, card);
        Map<String, String> more = new LinkedHashMap<>(tried);
        more.remove(digest);
        if (more.size() == MOST) {
            more.remove(more.keySet().iterator().next());
        }
        more.put(digest, state);
        return new PinNote(salt, more);
    }

    /** The stored form; null if there is nothing to store. */
    @Nullable
    String text() {
        if (tried.isEmpty()) {
            return null;
        }
        StringBuilder text =
                new StringBuilder(VERSION).append(' ').append(HexFormat.of().formatHex(salt));
        tried.forEach(
                (digest, state) -> text.append(' ').append(digest).append('=').append(state));
        return text.toString();
    }
}
