package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Frames the output as ATV, ATQ, S3 and S4 set (V.250 clause 5.7.1), and collects it until it is flushed. */
final class Printer {

    private final Settings settings;
    private final Switches switches;
    private final Consumer<byte[]> line;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final EchoNoise noise;

    Printer(Settings settings, Switches switches, Consumer<byte[]> line) {
        this.settings = settings;
        this.switches = switches;
        this.line = line;
        this.noise = new EchoNoise(switches);
    }

    /** The echo of a command line begins. */
    void echoBegins() {
        if (settings.echo) {
            pending.writeBytes(noise.beforeNextEcho());
        }
    }

    void echo(byte b) {
        if (settings.echo) {
            pending.write(b);
        }
    }

    void echoLineEnd(byte b) {
        if (switches.is(Switch.ECHO_CR, "present")) {
            echo(b);
        }
    }

    /** An information line with its text; later lines of an answer have only a line end after them. */
    void info(List<byte[]> lines, boolean first) {
        if (settings.verbose && (first || switches.is(Switch.INFO_FRAMING, "every"))) {
            newLine();
        }
        write(lines);
    }

    void result(ResultCode code) {
        if (settings.quiet) {
            return;
        }
        if (settings.verbose) {
            framed(List.of(bytes(code.text())));
        } else {
            pending.writeBytes(bytes(code.number()));
            pending.write(settings.lineEnd);
        }
    }

    void error(ExtendedError error) {
        switch (settings.cmee) {
            case 1 -> extended(error.header() + error.code());
            case 2 -> extended(error.header() + error.text());
            default -> result(ResultCode.ERROR);
        }
    }

    private void extended(String text) {
        if (!settings.quiet) {
            framed(List.of(bytes(text)));
        }
    }

    void urc(Urc urc) {
        if (urc.code() != null) {
            result(urc.code());
        } else if (!settings.quiet) {
            framed(urc.lines());
        }
    }

    private void framed(List<byte[]> lines) {
        newLine();
        write(lines);
    }

    private void write(List<byte[]> lines) {
        for (byte[] text : lines) {
            pending.writeBytes(text);
            newLine();
        }
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    void flush() {
        if (pending.size() > 0) {
            byte[] bytes = pending.toByteArray();
            pending.reset();
            line.accept(bytes);
        }
    }
}
