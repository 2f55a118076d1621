package io.atflux.modem;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The maker, model, revision and serial number of a modem (27.007 5.1 to 5.4), as far as it tells them. Immutable. */
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
     * @param manufacturer null if the modem does not tell it, as the other parts
     */
    public static ModemIdentity of(
            @Nullable String manufacturer, @Nullable String model, @Nullable String revision, @Nullable String imei) {
        return new ModemIdentity(manufacturer, model, revision, imei);
    }

    /** Who made it (27.007 5.1); null if it does not tell. */
    public @Nullable String manufacturer() {
        return manufacturer;
    }

    /** The product (27.007 5.2); null if it does not tell. */
    public @Nullable String model() {
        return model;
    }

    /** The version of its firmware (27.007 5.3); null if it does not tell. */
    public @Nullable String revision() {
        return revision;
    }

    /** Its serial number, which is the IMEI (27.007 5.4); null if it does not tell. */
    public @Nullable String imei() {
        return imei;
    }

    /**
     * Reads the answer to one of the four commands: bare text (27.007 5.1 to 5.4), or {@code +CGMI: "…"}, quoted or not. Several lines
     * become one, with blanks between them.
     *
     * @param name the answer's name, {@code +CGMI}
     * @throws IllegalArgumentException where no text came
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

    /** The standard's question. */
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
