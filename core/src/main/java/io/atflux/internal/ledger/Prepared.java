package io.atflux.internal.ledger;

import io.atflux.command.CommandSpec;
import io.atflux.command.CommandText;
import io.atflux.command.Payload;
import io.atflux.error.AtUsageException;
import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Durations;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command prepared for one profile before it queues: its length is checked; for a raw one its secrets are found and its answers
 * distinguished from result codes.
 */
public final class Prepared {

    /** A shape, and the number of lines that it may still claim. */
    record Claim(LineShape shape, int most) {}

    private final CommandSpec<?> spec;
    public final CommandText text;
    final List<Claim> claims;
    /** Whether one of the claims is limited in lines. */
    final boolean claimsBounded;

    public final boolean call;

    private Prepared(CommandSpec<?> spec, CommandText text, List<Claim> claims, boolean call) {
        this.spec = spec;
        this.text = text;
        this.claims = claims;
        this.claimsBounded = claims.stream().anyMatch(claim -> claim.most() < Integer.MAX_VALUE);
        this.call = call;
    }

    /**
     * @throws AtUsageException for a line longer than the module's buffer
     */
    public static Prepared of(CommandSpec<?> command, AtProfile profile) {
        CommandText text = command.isRaw() ? profile.masked(command.text()) : command.text();
        int length = text.wire().length();
        if (length > profile.maxCommandLength()) {
            throw new AtUsageException(
                    AtUsageException.Reason.COMMAND_TOO_LONG,
                    "the command line has " + length + " bytes; the limit is " + profile.maxCommandLength(),
                    abbreviated(text.masked()));
        }
        return new Prepared(command, text, claims(command, profile), command.endsAsCall() || isCall(command));
    }

    /** Whether it was prepared from this command. */
    public boolean isOf(CommandSpec<?> command) {
        return spec == command;
    }

    /** A limit for the command, plus the line's own time: the bits, and a serial server's delay. Nanoseconds. */
    public long allowance(Wire wire, @Nullable Payload payload, Duration limit) {
        int bytes = text.wire().length() + 1 + (payload == null ? 0 : payload.bytes().length);
        return Durations.nanos(limit) + wire.transmission(bytes);
    }

    private static String abbreviated(String masked) {
        return masked.length() <= 60 ? masked : masked.substring(0, 60) + "…";
    }

    private static List<Claim> claims(CommandSpec<?> command, AtProfile profile) {
        List<Claim> claims = new ArrayList<>(1);
        for (LineShape shape : command.answers()) {
            claims.add(new Claim(shape, command.mostClaims()));
        }
        if (command.isRaw() || (claims.isEmpty() && command.settlement() == null)) {
            for (CommandText.Part part : command.text().parts()) {
                if (!part.name().isEmpty()) {
                    claims.add(byName(part.name(), command.isRaw(), profile));
                }
            }
        }
        return claims;
    }

    /** A typed command that declares no answers claims no line with a result code's name, unless the profile distinguishes the two. */
    private static Claim byName(String name, boolean raw, AtProfile profile) {
        AtProfile.Answer answer = profile.answer(name);
        if (answer != null) {
            return new Claim(answer.shape(), answer.mostLines());
        }
        return new Claim(LineShape.named(name), raw || profile.urcs(name).isEmpty() ? Integer.MAX_VALUE : 0);
    }

    /** ATD, ATA and ATO end with a call result (V.250 6.3). */
    private static boolean isCall(CommandSpec<?> command) {
        String wire = command.text().wire();
        return command.isRaw() && wire.length() > 2 && "DAO".indexOf(Character.toUpperCase(wire.charAt(2))) >= 0;
    }
}
