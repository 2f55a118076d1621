package io.atflux.internal.session;

import io.atflux.command.Payload;
import io.atflux.line.AtLine;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What passes on the line, for people: behind the framing and behind the mask. */
final class WireTap {

    private static final Logger LOG = LoggerFactory.getLogger("io.atflux.wire");

    private final String name;
    private final SecretMask mask;
    private final @Nullable Recording recording;

    WireTap(String name, SecretMask mask, @Nullable Recording recording) {
        this.name = name;
        this.mask = mask;
        this.recording = recording;
    }

    String name() {
        return name;
    }

    void sent(String masked) {
        record(masked + '\r');
        LOG.debug("{} >> {}", name, masked);
    }

    void sentPayload(Payload payload) {
        if (recording != null) {
            int length = payload.bytes().length;
            String bytes = new String(payload.bytes(), StandardCharsets.ISO_8859_1);
            record(payload.secret() ? "*".repeat(length) : mask.mask(bytes));
        }
        LOG.debug("{} >> ({} bytes)", name, payload.bytes().length);
    }

    void sentEscape() {
        record("\u001b");
        LOG.debug("{} >> ESC", name);
    }

    void sentAbort(char character) {
        record(String.valueOf(character));
        LOG.debug("{} >> abort", name);
    }

    private void record(String sent) {
        if (recording != null) {
            recording.sent(sent);
        }
    }

    void read(ByteBuf chunk) {
        if (recording != null) {
            recording.received(chunk);
        }
    }

    /** Nothing more will come. */
    void end() {
        if (recording != null) {
            recording.flush();
        }
    }

    void received(AtLine line) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} << {}", name, mask.mask(line.text()));
        }
    }

    void prompt() {
        LOG.debug("{} << >", name);
    }

    void note(String what) {
        LOG.debug("{} -- {}", name, what);
    }

    String mask(String text) {
        return mask.mask(text);
    }
}
