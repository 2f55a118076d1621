package io.atflux.internal.session;

import io.atflux.command.AtCommand;
import io.atflux.command.CommandText;
import io.atflux.error.AtUsageException;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.profile.AtProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * A command made ready for one profile, before it waits for anything: its length checked, and for a raw one its secrets
 * found and its answers told from result codes.
 */
final class Prepared {

    /** A shape and how many lines it may still claim. */
    record Claim(LineShape shape, int most) {}

    final CommandText text;
    final List<Claim> claims;
    final boolean call;

    private Prepared(CommandText text, List<Claim> claims, boolean call) {
        this.text = text;
        this.claims = claims;
        this.call = call;
    }

    /**
     * @throws AtUsageException for a line longer than the module's buffer
     */
    static Prepared of(AtCommand<?> command, AtProfile profile) {
        CommandText text = command.isRaw() ? maskedBy(profile, command.text()) : command.text();
        int length = text.wire().length();
        if (length > profile.maxCommandLength()) {
            throw new AtUsageException(
                    "the command line has " + length + " bytes; the limit is " + profile.maxCommandLength(),
                    abbreviated(text.masked()));
        }
        return new Prepared(text, claims(command, profile), command.endsAsCall() || isCall(command));
    }

    private static String abbreviated(String masked) {
        return masked.length() <= 60 ? masked : masked.substring(0, 60) + "…";
    }

    private static List<Claim> claims(AtCommand<?> command, AtProfile profile) {
        List<Claim> claims = new ArrayList<>(1);
        for (LineShape shape : command.answers()) {
            claims.add(new Claim(shape, command.mostClaims()));
        }
        if (command.isRaw()) {
            for (String part : parts(command.text().wire())) {
                String name = nameOf(part);
                if (!name.isEmpty()) {
                    AtProfile.Answer answer = profile.answer(name);
                    claims.add(
                            answer == null
                                    ? new Claim(LineShape.named(name), Integer.MAX_VALUE)
                                    : new Claim(answer.shape(), answer.mostLines()));
                }
            }
        }
        return claims;
    }

    /** The commands of one line: extended ones are separated by semicolons (V.250 5.2). */
    private static List<String> parts(String wire) {
        List<String> parts = new ArrayList<>(1);
        boolean quoted = false;
        int from = Math.min(2, wire.length());
        for (int i = from; i <= wire.length(); i++) {
            if (i == wire.length() || (!quoted && wire.charAt(i) == ';')) {
                parts.add(wire.substring(from, i).strip());
                from = i + 1;
            } else if (wire.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }

    private static String nameOf(String part) {
        if (part.isEmpty() || Character.isLetterOrDigit(part.charAt(0))) {
            return "";
        }
        int end = 1;
        while (end < part.length() && "=?; ".indexOf(part.charAt(end)) < 0) {
            end++;
        }
        return part.substring(0, end);
    }

    private static CommandText maskedBy(AtProfile profile, CommandText text) {
        List<String> secrets = new ArrayList<>(0);
        for (String part : parts(text.wire())) {
            int equals = part.indexOf('=');
            int[] indexes = equals < 0 ? new int[0] : profile.secretParameters(nameOf(part));
            if (indexes.length > 0) {
                Parameters parameters = AtLine.of(part.substring(equals + 1)).parameters();
                for (int index : indexes) {
                    secrets.add(parameters.text(index));
                }
            }
        }
        return secrets.isEmpty() ? text : text.withSecrets(secrets);
    }

    /** ATD, ATA and ATO end with a call result (V.250 6.3). */
    private static boolean isCall(AtCommand<?> command) {
        String wire = command.text().wire();
        return command.isRaw() && wire.length() > 2 && "DAO".indexOf(Character.toUpperCase(wire.charAt(2))) >= 0;
    }
}
