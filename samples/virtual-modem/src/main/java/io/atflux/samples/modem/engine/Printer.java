package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Frames what the module prints and collects it until it is flushed. */
final class Printer {

    private static final byte[] NOISE = {(byte) 0xFF, (byte) 0xFE, (byte) 0xF8, (byte) 0x80, (byte) 0xFF};

    private final Settings settings;
    private final Switches switches;
    private final Consumer<byte[]> line;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean noiseAhead;

    Printer(Settings settings, Switches switches, Consumer<byte[]> line) {
        this.settings = settings;
        this.switches = switches;
        this.line = line;
        this.noiseAhead = switches.is(Switch.BOOT_NOISE, "on");
    }

    void echo(byte b) {
        if (settings.echo) {
            if (noiseAhead) {
                noiseAhead = false;
                pending.writeBytes(NOISE);
            }
            pending.write(b);
        }
    }

    void echoLineEnd(byte b) {
        if (switches.is(Switch.ECHO_CR, "present")) {
            echo(b);
        }
    }

    /** An information line; the later lines of an answer have only their own end. */
    void info(byte[] text, boolean first) {
        if (settings.verbose && (first || switches.is(Switch.INFO_FRAMING, "every"))) {
            newLine();
        }
        pending.writeBytes(text);
        newLine();
    }

    void result(String text, String number) {
        if (settings.quiet) {
            return;
        }
        if (settings.verbose) {
            framed(text.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            pending.writeBytes(number.getBytes(StandardCharsets.ISO_8859_1));
            pending.write(settings.lineEnd);
        }
    }

    void error(CmeError error) {
        switch (settings.cmee) {
            case 1 -> extended(Integer.toString(error.code()));
            case 2 -> extended(error.text());
            default -> result("ERROR", "4");
        }
    }

    private void extended(String reason) {
        if (!settings.quiet) {
            framed(("+CME ERROR: " + reason).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    void framed(byte[] text) {
        newLine();
        pending.writeBytes(text);
        newLine();
    }

    void prompt() {
        String form = switches.text(Switch.PROMPT);
        if (!form.equals("lone")) {
            newLine();
        }
        pending.write('>');
        if (form.equals("blank")) {
            pending.write(' ');
        } else if (form.equals("line")) {
            newLine();
        }
    }

    private void newLine() {
        pending.write(settings.lineEnd);
        pending.write(settings.lineFeed);
    }

    void flush() {
        if (pending.size() > 0) {
            byte[] bytes = pending.toByteArray();
            pending.reset();
            line.accept(bytes);
        }
    }
}
