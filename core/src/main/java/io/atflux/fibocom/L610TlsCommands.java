package io.atflux.fibocom;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Payload;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.mqtt.TlsError;
import io.atflux.mqtt.TlsFile;
import io.atflux.mqtt.TlsVersion;
import io.atflux.profile.StringRule;
import java.util.EnumMap;
import java.util.Map;

/** The commands of the L610's TLS settings. No setting survives a power-off. */
final class L610TlsCommands {

    // The guide calls the client's certificate CAFILE; the root certificate is TRUSTFILE.
    private static final Map<TlsFile, String> NAMES = new EnumMap<>(
            Map.of(TlsFile.CLIENT_CERTIFICATE, "CAFILE", TlsFile.CLIENT_KEY, "KEYFILE", TlsFile.TRUST, "TRUSTFILE"));

    private final StringRule strings;

    L610TlsCommands(StringRule strings) {
        this.strings = strings;
    }

    AtCommand<TlsVersion> version() {
        return L610Timing.GTSSLVER.on(query("AT+GTSSLVER?", "+GTSSLVER")).as(reply -> {
            int n = number(reply, "+GTSSLVER");
            if (n < 0 || n >= TlsVersion.values().length) {
                throw new IllegalArgumentException("unknown TLS version " + n);
            }
            return TlsVersion.values()[n];
        });
    }

    AtCommand<AtReply> setVersion(TlsVersion version) {
        return L610Timing.GTSSLVER.on(AtCommand.of(CommandText.set("AT+GTSSLVER", strings)
                .number(version.ordinal())
                .build()));
    }

    AtCommand<AtReply> verify(boolean verify) {
        return L610Timing.GTSSLMODE.on(AtCommand.of(
                CommandText.set("AT+GTSSLMODE", strings).number(verify ? 1 : 0).build()));
    }

    AtCommand<TlsError> error() {
        return L610Timing.GTSSLERR
                .on(query("AT+GTSSLERR?", "+GTSSLERR"))
                .as(reply -> L610Errors.tls(number(reply, "+GTSSLERR")));
    }

    AtCommand<Map<TlsFile, Integer>> files() {
        return L610Timing.GTSSLFILE_QUERY
                .on(AtCommand.of("AT+GTSSLFILE?").answeredBy(LineShape.named("+GTSSLFILE")))
                .as(L610TlsCommands::counts);
    }

    private static Map<TlsFile, Integer> counts(AtReply reply) {
        Map<TlsFile, Integer> counts = new EnumMap<>(TlsFile.class);
        for (AtLine line : reply.lines()) {
            if (line.isNamed("+GTSSLFILE")) {
                // One line for each kind, or all kinds in one line.
                Parameters p = line.parameters();
                for (int i = 0; i + 1 < p.size(); i += 2) {
                    String name = p.text(i);
                    int count = p.number(i + 1).orElse(0);
                    NAMES.forEach((file, known) -> {
                        if (known.equalsIgnoreCase(name)) {
                            counts.put(file, count);
                        }
                    });
                }
            }
        }
        return counts;
    }

    AtCommand<AtReply> load(TlsFile file, byte[] pem, int before) {
        String name = "AT+GTSSLFILE";
        Pem.check(name, file, pem);
        CommandText text = CommandText.set(name, strings)
                .string(NAMES.getOrDefault(file, ""))
                .number(pem.length)
                .build();
        return L610Timing.GTSSLFILE
                .on(AtCommand.of(text).payload(Payload.countedSecret(pem)))
                .recheckedBy((session, failure) -> L610Rechecks.upload(session, failure, file, before, files()));
    }

    private static int number(AtReply reply, String name) {
        return reply.parameters(name).number(0).orElseThrow(() -> new IllegalArgumentException("no number in " + name));
    }

    private static AtCommand<AtReply> query(String line, String answer) {
        return AtCommand.of(line).answeredBy(LineShape.named(answer)).claimingAtMost(1);
    }
}
