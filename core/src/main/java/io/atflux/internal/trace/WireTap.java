package io.atflux.internal.trace;

import io.atflux.command.Payload;
import io.atflux.error.AtException;
import io.atflux.line.AtLine;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and records the traffic of the line for people, after framing and masking. */
public final class WireTap {

    private static final Logger LOG = LoggerFactory.getLogger("io.atflux.wire");

    private final String name;
    private final SecretMask mask;
    private final @Nullable Recording recording;
    private final LogContext context;

    public WireTap(String name, SecretMask mask, @Nullable Recording recording, LogContext context) {
        this.name = name;
        this.mask = mask;
        this.recording = recording;
        this.context = context;
    }

    public String name() {
        return name;
    }

    /** The known secrets, for the next session on the same modem. */
    public SecretMask.Known secrets() {
        return mask.known();
    }

    public void sent(String masked, @Nullable Traced by) {
        if (recording != null) {
            recording.sent(masked + '\r');
        }
        log(by, "{} >> {}", masked);
    }

    public void sentPayload(Payload payload, @Nullable Traced by) {
        if (recording != null) {
            int length = payload.bytes().length;
            String bytes = new String(payload.bytes(), StandardCharsets.ISO_8859_1);
            record(payload.secret() ? "*".repeat(length) : mask.mask(bytes));
        }
        log(by, "{} >> ({} bytes)", payload.bytes().length);
    }

    /** @param shown a name of the characters, for people */
    public void sentBare(String characters, String shown, @Nullable Traced of) {
        record(characters);
        log(of, "{} >> {}", shown);
    }

    private void record(String sent) {
        if (recording != null) {
            recording.sent(sent);
        }
    }

    public void read(ByteBuf chunk) {
        if (recording != null) {
            recording.received(chunk);
        }
    }

    /** The line has ended: flushes the recording. */
    public void end() {
        if (recording != null) {
            recording.flush();
        }
    }

    /** @param whose the command that the line belongs to; null for none */
    public void received(AtLine line, @Nullable Traced whose) {
        if (LOG.isDebugEnabled()) {
            log(whose, "{} << {}", line.toString());
        }
    }

    public void prompt(@Nullable Traced whose) {
        log(whose, "{} << {}", ">");
    }

    /** Logs the error with which the command ended for its caller. */
    public void failed(AtException error, Traced of) {
        if (LOG.isDebugEnabled()) {
            note(String.valueOf(error.getMessage()), of);
        }
    }

    /** Logs that the caller cancelled the command. */
    public void cancelled(Traced of) {
        if (LOG.isDebugEnabled()) {
            note(of.shown() + ": cancelled", of);
        }
    }

    public void note(String what) {
        note(what, null);
    }

    /** @param of the command that the note is about; null for none */
    public void note(String what, @Nullable Traced of) {
        log(of, "{} -- {}", what);
    }

    private void log(@Nullable Traced of, String format, Object what) {
        if (LOG.isDebugEnabled()) {
            context.during(of, () -> LOG.debug(format, name, what));
        }
    }

    public String mask(String text) {
        return mask.mask(text);
    }
}
