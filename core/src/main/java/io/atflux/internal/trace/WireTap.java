package io.atflux.internal.trace;

import io.atflux.command.Payload;
import io.atflux.error.AtException;
import io.atflux.line.AtLine;
import io.atflux.observe.LineEvent.Kind;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private final @Nullable LineReports lines;

    public WireTap(
            String name,
            SecretMask mask,
            @Nullable Recording recording,
            LogContext context,
            @Nullable LineReports lines) {
        this.name = name;
        this.mask = mask;
        this.recording = recording;
        this.context = context;
        this.lines = lines;
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

    /**
     * A command's line is about to be sent.
     *
     * @param command masked
     * @param allowed until its prompt or its final result
     */
    public void writes(String command, @Nullable Traced by, Duration allowed) {
        if (lines != null) {
            lines.command(command, by, allowed);
        }
    }

    /** A command's data are about to be sent. */
    public void writesData(int bytes, String command, Traced by, Duration allowed) {
        if (lines != null) {
            lines.data(bytes, command, by, allowed);
        }
    }

    /** @param shown a name of the characters, for people */
    public void sentBare(String characters, String shown, @Nullable Traced of) {
        record(characters);
        if (lines != null) {
            lines.control(shown, of);
        }
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

    /** A line is about to be classified: what is written meanwhile is told after it. */
    public void lineBegins() {
        if (lines != null) {
            lines.lineBegins();
        }
    }

    public void lineEnds() {
        if (lines != null) {
            lines.lineEnds();
        }
    }

    /**
     * A line came.
     *
     * @param command the command that it belongs to, masked; null for none
     * @param whose who sent that; null for the session itself
     */
    public void received(AtLine line, Kind kind, @Nullable String command, @Nullable Traced whose) {
        if (lines != null) {
            lines.came(kind, line, command, whose);
        }
        if (LOG.isDebugEnabled()) {
            log(whose, "{} << {}", line.toString());
        }
    }

    /** The text below a line is over. */
    public void text(AtLine header, AtLine joined, @Nullable String command, @Nullable Traced whose) {
        if (lines != null) {
            lines.text(header, joined, command, whose);
        }
    }

    public void noise(long bytes) {
        if (lines != null) {
            lines.noise(bytes);
        }
    }

    public void prompt(String command, @Nullable Traced whose) {
        if (lines != null) {
            lines.prompt(command, whose);
        }
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
