package io.atflux.samples.modem.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text as the network delivers it: in the 7 bit alphabet if that has all its characters, in several messages if it is
 * long.
 */
public final class LongText {

    private static final int MAX_PARTS = 255;
    private static final int UCS2 = 8;
    private static final int DELIVER = 4;
    private static final int SEVEN_BIT_PART = 153;
    private static final int UCS2_PART = 134;

    private LongText() {}

    /**
     * The messages that carry the text.
     *
     * @param reference distinguishes the parts of this text from another's, 0 to 255
     * @throws IllegalArgumentException if it needs more than 255 messages
     */
    public static List<Tpdu.Deliver> messages(Address sender, String text, int reference, Instant now) {
        byte[] septets = Gsm7.septets(text);
        boolean gsm = septets != null;
        byte[] all = septets != null ? septets : text.getBytes(StandardCharsets.UTF_16BE);
        List<byte[]> parts =
                all.length <= (gsm ? Coding.SEVEN_BIT : Coding.UCS2).capacity() ? List.of(all) : parts(all, gsm);
        if (parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException("a text of " + parts.size() + " messages");
        }
        List<Tpdu.Deliver> messages = new ArrayList<>();
        for (byte[] part : parts) {
            byte[] header = parts.size() == 1
                    ? new byte[0]
                    : new byte[] {5, 0, 3, (byte) reference, (byte) parts.size(), (byte) (messages.size() + 1)};
            UserData data = gsm ? UserData.ofSeptets(header, part) : UserData.ofOctets(header, part);
            int first = DELIVER | (header.length > 0 ? Tpdu.HEADER : 0);
            messages.add(new Tpdu.Deliver(first, sender, 0, gsm ? 0 : UCS2, Timestamp.of(now), data));
        }
        return messages;
    }

    /** Splits neither an escape from its septet nor a surrogate pair. */
    private static List<byte[]> parts(byte[] all, boolean gsm) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + (gsm ? SEVEN_BIT_PART : UCS2_PART));
            if (to < all.length && gsm && all[to - 1] == 0x1B) {
                to--;
            } else if (to < all.length && !gsm && (all[to - 2] & 0xFC) == 0xD8) {
                to -= 2;
            }
            parts.add(Arrays.copyOfRange(all, from, to));
            from = to;
        }
        return parts;
    }
}
