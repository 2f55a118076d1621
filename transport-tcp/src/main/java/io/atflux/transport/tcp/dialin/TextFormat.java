package io.atflux.transport.tcp.dialin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One of several fixed texts, none of which begins with another. */
record TextFormat(List<byte[]> texts) implements PacketFormat {

    static TextFormat of(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("no registration text is given");
        }
        for (int i = 0; i < texts.size(); i++) {
            String one = texts.get(i);
            DeviceId.require(DeviceId.trimmed(one));
            for (String other : texts.subList(i + 1, texts.size())) {
                if (one.startsWith(other) || other.startsWith(one)) {
                    throw new IllegalArgumentException("registration texts '" + DeviceId.shown(one) + "' and '"
                            + DeviceId.shown(other) + "' begin alike, so the end of the packet is ambiguous");
                }
            }
        }
        return new TextFormat(texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    @Override
    public PacketMatch match(byte[] bytes, int length) {
        boolean begun = false;
        for (byte[] text : texts) {
            int both = Math.min(length, text.length);
            if (Arrays.equals(bytes, 0, both, text, 0, both)) {
                if (both == text.length) {
                    return new PacketMatch.Found(
                            DeviceId.trimmed(new String(text, StandardCharsets.UTF_8)), text.length);
                }
                begun = true;
            }
        }
        return begun ? new PacketMatch.More() : new PacketMatch.Never("it is none of the registration texts");
    }
}
