package io.atflux.outside;

import io.atflux.command.AtReply;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what callers got with what the peer printed for them. */
final class Judge {

    private static final Pattern TOKEN = Pattern.compile("[KMU][0-9a-z]{7}");

    private final World world;
    final List<String> violations = new ArrayList<>();
    final Map<String, Integer> excused = new TreeMap<>();

    Judge(World world) {
        this.world = world;
    }

    void breach(String rule, String what) {
        if (world.presumed > 0
                && (rule.startsWith("ANOTHERS")
                        || rule.startsWith("REJECTED")
                        || rule.startsWith("NOT_ITS")
                        || rule.startsWith("OK_FOR"))) {
            // SessionEvent.Presumed says so.
            excused.merge(rule + " after Presumed", 1, Integer::sum);
            world.trace("!! presumed " + rule + " " + what);
            return;
        }
        String v = rule + " at " + world.now() + " ms (last noise " + world.lastNoise + "): " + what;
        world.trace("!! " + v);
        violations.add(v);
    }

    private void breachUnless(boolean excuse, String rule, String what) {
        if (excuse) {
            excused.merge(rule, 1, Integer::sum);
        } else if (world.lastNoise >= 0 && world.now() - world.lastNoise < 30_000) {
            // Damage may make two command lines of one, or one answer of two.
            excused.merge(rule + " within 30 s of noise", 1, Integer::sum);
        } else {
            breach(rule, what);
        }
    }

    void answered(Request r, AtReply reply) {
        boolean own = r.executions.stream().anyMatch(e -> e.ok && e.delivered);
        String got = r + " got " + reply.texts() + " executions " + r.executions;
        // A result code may come before OK.
        if (!own && r.kind != Request.Kind.ASYNCHRONOUS) {
            breachUnless(r.isDamaged(), "ANOTHERS_OK", got);
        }
        int mine = 0;
        for (AtLine line : reply.lines()) {
            Matcher m = TOKEN.matcher(line.text());
            while (m.find()) {
                if (m.group().equals(r.token)) {
                    // An echo that was damaged beyond recognition is a line of a raw reply.
                    mine += line.text().startsWith("+T") || line.text().startsWith("+C") ? 1 : 0;
                } else if (world.isToken(m.group())) {
                    Request other = world.requests.get(m.group());
                    Notice notice = world.notices.get(m.group());
                    if (notice != null) {
                        breachUnless(notice.damaged || !notice.catalogued || r.isDamaged(), "NOTICE_IN_A_REPLY", got);
                    } else if (other != null) {
                        breachUnless(other.isDamaged(), "ANOTHERS_LINE", got);
                    } else {
                        breachUnless(false, "IMITATION_IN_A_REPLY", got);
                    }
                }
            }
        }
        int wanted =
                switch (r.kind) {
                    case ONE_LINE, SHARED_NAME, PROMPT, OVERTAKEN -> 1;
                    case MANY_LINES -> 3;
                    default -> 0;
                };
        if (mine != wanted && r.kind != Request.Kind.ASYNCHRONOUS) {
            // A restart without notice, then a re-send: lines of both attempts.
            boolean again = r.executions.size() > 1 && mine > wanted;
            breachUnless(
                    r.isDamaged() || world.isSpoilt() || again,
                    again ? "OWN_LINES_AGAIN" : "NOT_ITS_LINES",
                    mine + " of " + wanted + ": " + got);
        }
        if (r.kind == Request.Kind.ASYNCHRONOUS) {
            AtLine code = reply.urc();
            if (code == null || !code.text().contains(r.token)) {
                Matcher m = TOKEN.matcher(code == null ? "" : code.text());
                Request other = m.find() ? world.requests.get(m.group()) : null;
                // docs/session.md: another operation waits for it, or for the operation's time-out once more.
                boolean late = other != null
                        && (other.coded > other.lastWritten + 2 * other.limitMillis
                                || other.shifted
                                || other.process != r.process);
                r.shifted = true;
                breachUnless(
                        r.isDamaged() || late,
                        late ? "ANOTHERS_CODE_AFTER_TWICE_ITS_LIMIT" : "ANOTHERS_CODE",
                        got + " code " + code + " of " + other + " printed " + (other == null ? 0 : other.coded)
                                + " limit " + (other == null ? 0 : other.limitMillis));
            }
        }
        if (r.kind == Request.Kind.REFUSED) {
            breachUnless(r.isDamaged(), "OK_FOR_A_REFUSED", got);
        }
    }

    void failed(Request r, Throwable error) {
        if (!(error instanceof AtException e)) {
            breach("UNTYPED", r + " " + error);
            return;
        }
        String got = r + " failed " + e + " outcome " + e.outcome() + " executions " + r.executions;
        if (e instanceof AtRejectedException) {
            boolean own = r.executions.stream().anyMatch(x -> !x.ok && x.delivered);
            if (!own) {
                breachUnless(r.isDamaged(), "ANOTHERS_ERROR", got);
            }
        }
        if (e.outcome() == Outcome.NOT_SENT && r.writes > 0) {
            breach("NOT_SENT_BUT_WRITTEN", got);
        }
        if (e.outcome() == Outcome.REJECTED
                && r.executions.stream().anyMatch(x -> x.ok)
                && r.kind != Request.Kind.PROMPT) {
            breachUnless(r.isDamaged(), "REJECTED_BUT_DONE", got);
        }
    }

    void notice(AtLine line) {
        Matcher m = TOKEN.matcher(line.text());
        boolean first = true;
        Notice of = null;
        while (m.find()) {
            if (!world.isToken(m.group())) {
                continue;
            }
            Notice notice = world.notices.get(m.group());
            Request request = world.requests.get(m.group());
            if (notice != null) {
                if (first) {
                    of = notice;
                }
            } else if (request != null && of == null && !line.isNamed("+TA")) {
                breachUnless(
                        request.isDamaged() || request.process != world.processes,
                        "ANSWER_AS_A_CODE",
                        line + " of " + request);
            }
            first = false;
        }
        if (of == null) {
            return;
        }
        of.received++;
        if (!line.isCut() && !line.text().equals(of.text) && !line.text().equals(of.text.stripTrailing())) {
            breachUnless(
                    of.damaged || world.isSpoilt(),
                    "NOT_THE_TEXT",
                    "got <" + World.shown(line.toBytes()) + "> for <"
                            + World.shown(of.text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)) + ">");
        }
        if (of.received > 1 && !of.damaged) {
            breach("TWICE", line.toString());
        }
    }

    void entered(Execution e, String text) {
        Request r = e.of;
        if (r != null && !text.equals("pay " + r.token)) {
            breachUnless(
                    r.isDamaged() || r.process != world.processes,
                    "NOT_THE_PAYLOAD",
                    r + " took <" + World.shown(text.getBytes()) + ">");
        }
    }

    void partOfEntry(Execution e, String text) {
        Request r = e.of;
        if (r != null && !("pay " + r.token).startsWith(text)) {
            breachUnless(
                    r.isDamaged() || r.process != world.processes,
                    "WRITTEN_INTO_AN_ENTRY",
                    r + " took <" + World.shown(text.getBytes()) + ">");
        }
    }
}
