package io.atflux.samples.cli.doctor;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.fibocom.L610Profile;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.profile.StringRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The module's commands for name look-ups and TCP connections, as far as a test of a broker's reachability needs them.
 */
final class Sockets {

    private static final StringRule STRINGS = L610Profile.defaults().atProfile().strings();
    private static final String DNS = "+MIPDNS";
    private static final String OPEN = "+MIPOPEN";
    private static final String STATUS = "+MIPSTAT";
    private static final String CLOSE = "+MIPCLOSE";
    /** The same limit as AT+MQTTOPEN, which also opens TCP. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Sockets() {}

    /** Looks a name up; the address may come before OK or after it. */
    static AtCommand<AtReply> lookUp(String host) {
        return AtCommand.of(CommandText.set("AT" + DNS, STRINGS)
                        .string(host)
                        .number(0)
                        .build())
                .settledBy(Settlement.by(DNS, "", Sockets::named).orError())
                .timeout(LIMIT);
    }

    private static Verdict named(AtLine line) {
        if (!LineShape.named(DNS).matches(line)) {
            return Verdict.NOT_MINE;
        }
        return address(line) == null ? Verdict.FAILURE : Verdict.SUCCESS;
    }

    /** Null if the line has no address. */
    private static @Nullable String address(AtLine line) {
        Parameters p = line.parameters();
        String last = p.size() == 0 ? "" : p.text(p.size() - 1);
        return last.matches("[0-9A-Fa-f:.]+") && last.matches(".*[.:].*") && !last.equals("0.0.0.0") ? last : null;
    }

    /** The resolved address. */
    static String address(AtReply reply) {
        AtLine urc = reply.urc();
        return urc == null ? "unknown" : String.valueOf(address(urc));
    }

    /** Queries the free sockets. */
    static AtCommand<List<Integer>> free() {
        return AtCommand.of("AT" + OPEN + "?")
                .answeredBy(LineShape.named(OPEN))
                .timeout(Duration.ofSeconds(1))
                .as(reply -> {
                    Parameters p = reply.parameters(OPEN);
                    List<Integer> free = new ArrayList<>();
                    for (int i = 0; i < p.size(); i++) {
                        p.number(i).ifPresent(free::add);
                    }
                    free.remove(Integer.valueOf(0));
                    return free;
                });
    }

    /** Opens TCP over IPv4; ends when the connection is established. */
    static AtCommand<AtReply> open(int id, String host, int port) {
        return AtCommand.of(CommandText.set("AT" + OPEN, STRINGS)
                        .number(id)
                        .empty()
                        .string(host)
                        .number(port)
                        .number(0)
                        .build())
                .settledBy(
                        Settlement.by(OPEN, "" + id, line -> opened(line, id)).orError())
                .timeout(LIMIT.plusSeconds(30));
    }

    /** A failure may also be reported as the socket's state. */
    private static Verdict opened(AtLine line, int id) {
        boolean mine = line.parameters().is(0, id);
        if (mine && LineShape.named(STATUS).matches(line)) {
            return Verdict.FAILURE;
        }
        if (!mine || !LineShape.named(OPEN).withParameters(2, 2).matches(line)) {
            return Verdict.NOT_MINE;
        }
        return line.parameters().is(1, 1) ? Verdict.SUCCESS : Verdict.FAILURE;
    }

    /** Closes a connection. */
    static AtCommand<AtReply> close(int id) {
        return AtCommand.of(CommandText.set("AT" + CLOSE, STRINGS).number(id).build())
                .settledBy(
                        Settlement.by(CLOSE, "" + id, line -> closed(line, id)).orError())
                .timeout(Duration.ofSeconds(30));
    }

    private static Verdict closed(AtLine line, int id) {
        return LineShape.named(CLOSE).matches(line) && line.parameters().is(0, id) ? Verdict.SUCCESS : Verdict.NOT_MINE;
    }
}
