package io.atflux.modem;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The manufacturer, model, revision and serial number of a modem (27.007 5.1 to 5.4), as far as it reports them. Immutable. */
public final class ModemIdentity {

    private final @Nullable String manufacturer;
    private final @Nullable String model;
    private final @Nullable String revision;
    private final @Nullable String imei;

    private ModemIdentity(
            @Nullable String manufacturer, @Nullable String model, @Nullable String revision, @Nullable String imei) {
        this.manufacturer = manufacturer;
        this.model = model;
        this.revision = revision;
        this.imei = imei;
    }

    /**
     * An identity, for dialects and tests.
     *
     * @param manufacturer null if the modem does not report it; the same applies to the other parts
     */
    public static ModemIdentity of(
            @Nullable String manufacturer, @Nullable String model, @Nullable String revision, @Nullable String imei) {
        return new ModemIdentity(manufacturer, model, revision, imei);
    }

    /** The manufacturer (27.007 5.1); null if not reported. */
    public @Nullable String manufacturer() {
        return manufacturer;
    }

    /** The product (27.007 5.2); null if not reported. */
    public @Nullable String model() {
        return model;
    }

    /** The firmware version (27.007 5.3); null if not reported. */
    public @Nullable String revision() {
        return revision;
    }

    /** The serial number, which is the IMEI (27.007 5.4); null if not reported. */
    public @Nullable String imei() {
        return imei;
    }

    /**
     * Reads the answer to one of the four commands: bare text (27.007 5.1 to 5.4), or {@code +CGMI: "…"}, quoted or not. Several
     * lines are joined with blanks.
     *
     * @param name the answer's name, {@code +CGMI}
     * @throws IllegalArgumentException if the reply has no text
     */
    public static String part(String name, AtReply reply) {
        String text = reply.lines().stream()
                .map(line -> text(name, line))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(" "));
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no text in the answer to AT" + name);
        }
        return text;
    }

    private static String text(String name, AtLine line) {
        String all = line.text().strip();
        if (!line.isNamed(name)) {
            return all;
        }
        Parameters p = line.parameters();
        return p.kind(0) == Parameters.Kind.STRING
                ? p.text(0)
                : all.substring(all.indexOf(':') + 1).strip();
    }

    /** The command in the standard form. */
    static AtCommand<String> question(String name) {
        return AtCommand.of("AT" + name).answeredBy(LineShape.named(name)).as(reply -> part(name, reply));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModemIdentity o
                && Objects.equals(manufacturer, o.manufacturer)
                && Objects.equals(model, o.model)
                && Objects.equals(revision, o.revision)
                && Objects.equals(imei, o.imei);
    }

    @Override
    public int hashCode() {
        return Objects.hash(manufacturer, model, revision, imei);
    }

    @Override
    public String toString() {
        return "ModemIdentity[manufacturer=" + manufacturer + ", model=" + model + ", revision=" + revision + ", imei="
                + imei + "]";
    }
}
