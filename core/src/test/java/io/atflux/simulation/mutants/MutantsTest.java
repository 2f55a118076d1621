package io.atflux.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.test.mutants.Mutant;
import io.atflux.test.mutants.MutantLoader;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {

    private static final long DEFAULT_SEEDS = 10_000;
    private static final long SLOW_MODEMS = 400;

    static Stream<Mutant> mutants() {
        return MUTANTS.stream();
    }

    static Stream<Mutant> mutantsOfTheProof() {
        return PROOF.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theSimulationNotices(Mutant mutant) throws ReflectiveOperationException {
        Object violation = violation(mutant, DEFAULT_SEEDS);
        System.out.println(mutant + ": " + violation);
        assertThat(violation).as(mutant.name()).isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutantsOfTheProof")
    void theSlowModemsNotice(Mutant mutant) throws ReflectiveOperationException {
        Object violation = violation(mutant, "io.atflux.standard.SlowModems", SLOW_MODEMS);
        System.out.println(mutant + ": " + violation);
        assertThat(violation).as(mutant.name()).isNotNull();
    }

    /** The basis of every mutant's verdict: loaded in the same way, the unbroken engine breaks no promise. */
    @Test
    void theSimulationFindsNothingWhereNothingIsBroken() throws ReflectiveOperationException {
        for (String type : List.of("SessionCore", "LineScanner")) {
            Mutant none = new Mutant("nothing is broken", type, "package io", "package io");
            assertThat(violation(none, 500)).as(type).isNull();
        }
    }

    private static @Nullable Object violation(Mutant mutant, long seeds) throws ReflectiveOperationException {
        return violation(mutant, "io.atflux.simulation.Simulation", seeds);
    }

    private static @Nullable Object violation(Mutant mutant, String campaign, long seeds)
            throws ReflectiveOperationException {
        Class<?> simulation = MutantLoader.of(mutant).loadClass(campaign);
        return simulation.getMethod("firstViolation", long.class, long.class).invoke(null, 0L, seeds);
    }

    private static final List<Mutant> PROOF = List.of(
            new Mutant(
                    "a part of a word's answer is the proof",
                    "Word",
                    "return relevant(lines).equals(answers)",
                    "return !relevant(lines).isEmpty()"),
            new Mutant(
                    "a word is short",
                    "Alphabet",
                    "int length = lengthOf(from);",
                    "int length = Math.min(3, lengthOf(from));"),
            new Mutant(
                    "an earlier word's answer is the proof",
                    "Proof",
                    "if (isLast && found.kind() != Word.Kind.READ)",
                    "if (found.kind() != Word.Kind.READ)"),
            new Mutant("what a former session left needs no proof", "Takeover", "owed.suspectOthers();", ""));

    private static final List<Mutant> MUTANTS = List.of(
            new Mutant(
                    "a time-out frees the seat",
                    "FinalResults",
                    "owed.add(overtaken(current, op.attemptStart()), given.now() + Durations.nanos(given.options.drain()));",
                    ""),
            new Mutant(
                    "answers are not claimed by shape",
                    "ReplySoFar",
                    "claim.shape().matches(line)",
                    "line.length() < 0"),
            new Mutant(
                    "a prompt is answered out of turn",
                    "Resync",
                    "return !dataEntry.isPast() && !isActive();",
                    "return true;"),
            new Mutant(
                    "a late result code settles the next publish",
                    "PendingOperations",
                    "quarantine(e); expiry.expired(e.waiting, e.timeout);",
                    "remove(e); expiry.expired(e.waiting, e.timeout);"),
            new Mutant(
                    "a lost session leaves nothing",
                    "ReconnectLoop",
                    "former = session instanceof DefaultSession ended ? ended.left() : Outstanding.NONE;",
                    "former = Outstanding.NONE;"),
            new Mutant(
                    "a lost session's data entry is forgotten",
                    "Takeover",
                    "return mayBeOpen || resync.isDataEntrySuspected() ? DataEntry.LEFT_OPEN : resync.dataEntry();",
                    "return DataEntry.CLOSED;"),
            new Mutant("the drain is skipped", "Resync", "given.now() - owed.drainUntil() < 0", "false"),
            new Mutant(
                    "a bare OK is a word's answer",
                    "Proof",
                    "Word found = ok ? unanswered.answeredBy(came) : null;",
                    "Word found = ok && !unanswered.isEmpty() ? java.util.Objects.requireNonNull(unanswered.last()).word : null;"),
            new Mutant(
                    "an earlier attempt's final result is forgotten",
                    "FinalResults",
                    "owed.add(overtaken(current, op.attemptStart()), given.now()); if (current.awaitsPrompt())",
                    "if (current.awaitsPrompt())"),
            new Mutant(
                    "the correlation key is ignored",
                    "PendingOperations",
                    "Foreign.ask(\"a settlement's judge\", e.settlement.judge(), line, Verdict.NOT_MINE);",
                    "line.isNamed(e.settlement.kind()) ? Verdict.SUCCESS : Verdict.NOT_MINE;"),
            new Mutant(
                    "the payload is written before its prompt",
                    "InFlight",
                    "given.wire.write(op.prepared.text, op);",
                    "given.wire.write(op.prepared.text, op);"
                            + " if (taken.payload != null) { taken.prompted(); given.wire.write(taken.payload, op); }"),
            new Mutant(
                    "bytes after a final result are swallowed",
                    "LineScanner",
                    "emit(partial.isEmpty() ? in.text(n) : partial.textWith(in, n));",
                    "emit(partial.isEmpty() ? in.text(n) : partial.textWith(in, n)); if (n == 2) { in.skip(in.left()); }"),
            new Mutant(
                    "an error is told twice",
                    "Operation",
                    "if (core.live.remove(this)) { Signals.error(actual, error); }",
                    "Signals.error(actual, error); if (core.live.remove(this)) { Signals.error(actual, error); }"),
            new Mutant(
                    "the earliest deadline is not the first",
                    "DeadlineHeap",
                    "one.at - other.at < 0",
                    "one.at - other.at > 0"),
            new Mutant(
                    "a deadline that ends early leaves the heap in disorder",
                    "DeadlineHeap",
                    "put(last, hole); settle(last);",
                    "put(last, hole);"),
            new Mutant(
                    "an Error of a decoder escapes",
                    "Operation",
                    "result = command.decoder().apply(reply); } catch (Throwable thrown) {",
                    "result = command.decoder().apply(reply); } catch (Exception thrown) {"),
            new Mutant(
                    "an Error of a judge escapes",
                    "Foreign",
                    "new NullPointerException(\"no answer\")); } catch (Throwable thrown) {",
                    "new NullPointerException(\"no answer\")); } catch (Exception thrown) {"),
            new Mutant("the end is not reported", "Operation", "core.live.add(this);", ""),
            new Mutant(
                    "a cancelled command stays live",
                    "Operation",
                    "core.live.remove(this); core.drain();",
                    "core.drain();"),
            new Mutant(
                    "a session's end reaches the first one only",
                    "LiveSet",
                    "next != null; next = first",
                    "next != null; next = null"),
            new Mutant("a session's end lets the others go on", "SessionEnd", "core.live.sever(why);", ""),
            new Mutant(
                    "a cancelled command loses its seat",
                    "Operation",
                    "finish(Ending.CANCELLED);",
                    "io.atflux.internal.ledger.Seat mine = core.flight.seat(); finish(Ending.CANCELLED);"
                            + " if (mine != null && mine.op == this) { core.flight.vacate(mine); }"),
            new Mutant(
                    "what must not be repeated is written again",
                    "Resending",
                    "failure.outcome() == Outcome.UNKNOWN && !command.isRepeatable()",
                    "false"),
            new Mutant("dropped events are not counted", "FanOut", "dropped.accept(1);", ""),
            new Mutant(
                    "the caller's deadline is forgotten",
                    "CallerLimits",
                    "limit.at(given.now() + Durations.nanos(left));",
                    ""),
            new Mutant(
                    "others write within a turn",
                    "CommandQueue",
                    "return (QueuedCommand) first(turn.queue, rights);",
                    "Object own = first(turn.queue, rights); if (own != null) { return (QueuedCommand) own; }"),
            new Mutant(
                    "OK to ESC is a success",
                    "FinalResults",
                    "result.isOk() && !late.isRaw() && (late.awaitsPrompt() || resync.isEscapeUnanswered())",
                    "result.isOk() && late.lines().size() < 0"),
            new Mutant(
                    "an event tells a secret",
                    "FinalResults",
                    "given.events.lateReply(late.prepared.text.masked(), op, line);",
                    "given.events.lateReply(late.prepared.text.wire(), op, line);"),
            new Mutant(
                    "the strict discipline does not hold the line",
                    "WriteRights",
                    "return pending.holdLine(options.discipline());",
                    "return false;"),
            new Mutant(
                    "result codes within a reply are swallowed",
                    "Router",
                    "core.lines.deliver(line, null, type);",
                    "if (seat == null) { core.lines.deliver(line, null, type); }"),
            new Mutant(
                    "a message's text can complete a command",
                    "TextStart",
                    "joins && dialect.isLeaded() ? TextState.LINES : TextState.NONE",
                    "TextState.NONE"),
            new Mutant(
                    "a text takes a line that has a lead",
                    "LineStage",
                    "return lead != OwnLead.YES && joiner.isNoneOfTheText(line, lead) ? OwnLead.YES : lead;",
                    "return OwnLead.NO;"),
            new Mutant(
                    "an echo after a text is text",
                    "LineSettings",
                    "return !echoOff && echoes.mayBe(line, mark, echoSeen);",
                    "return false;"),
            new Mutant(
                    "a prompt within a text lets the payload out",
                    "LineStage",
                    "if (!joiner.letsPrompt(own)) {",
                    "if (!joiner.letsPrompt(own) && place.after != After.LINE) {"),
            new Mutant(
                    "the queue is not bounded",
                    "Dispatcher",
                    "queue.size() >= core.given.options.maxQueue()) { op.end",
                    "queue.size() < 0) { op.end"),
            new Mutant(
                    "the next command does not wait for the reply",
                    "Dispatcher",
                    "core.standing.open && core.flight.seat() == null",
                    "core.standing.open"),
            new Mutant(
                    "a refused re-send speaks for an attempt before it",
                    "Operation",
                    "AtException error = Failures.written(attempts.honest(cause), attempts.writes());",
                    "AtException error = cause;"),
            new Mutant(
                    "the bytes of a late counted answer are lines",
                    "OwedReplies",
                    "owed = answers(Stream.concat(seats.stream(), claiming.stream()));",
                    "owed = List.of();"),
            new Mutant(
                    "a counted line is forgotten with its command",
                    "LineScanner",
                    "counted.arm(lines, partial.isEmpty() && discarded == 0);",
                    "counted.arm(lines, true);"),
            new Mutant(
                    "half a minute of silence needs no ESC",
                    "Resync",
                    "2 * Durations.nanos(given.profile.dataEntryIdle())",
                    "Durations.nanos(given.profile.dataEntryIdle())"),
            new Mutant(
                    "others write between a verdict and what follows from it",
                    "Turns",
                    "once.accept(verdict); turns.end(turn[0]);",
                    "turns.end(turn[0]); once.accept(verdict);"),
            new Mutant(
                    "a verdict to wait is forgotten",
                    "Settlements",
                    "pending.notOwed(op); pending.accepted(op, settlement); pending.hold(op, settlement);",
                    "pending.notOwed(op);"),
            new Mutant(
                    "a subscriber that throws ends the session",
                    "Signals",
                    "to.onNext(value); to.onComplete(); } catch (Throwable thrown) {",
                    "to.onNext(value); to.onComplete(); } catch (ArithmeticException thrown) {"),
            new Mutant(
                    "a command's own discipline is ignored",
                    "PendingOperation",
                    "(own == null ? byDefault : own) == Discipline.STRICT",
                    "byDefault == Discipline.STRICT"),
            new Mutant(
                    "the log tells a secret",
                    "WireTap",
                    "log(whose, \"{} << {}\", line.toString());",
                    "log(whose, \"{} << {}\", line.text());"),
            new Mutant(
                    "a recording tells a secret",
                    "Recording",
                    "String masked = mask.mask(unended.toString());",
                    "String masked = unended.toString();"),
            new Mutant(
                    "a meter's tag tells a secret",
                    "Endings",
                    "op.prepared.text.name(), ending",
                    "op.prepared.text.wire(), ending"),
            new Mutant(
                    "a command is aborted before the modem can hear it",
                    "CommandAbort",
                    "Duration.ofMillis(125);",
                    "Duration.ofMillis(1);"),
            new Mutant(
                    "a re-send does not wait for the end of an abortion",
                    "OwedReplies",
                    "runningRule() == op && !seats.getLast().isAbandoned()",
                    "runningRule() == op"),
            new Mutant(
                    "an aborted command's OK is a success",
                    "FinalResults",
                    "boolean certain = !owed.isDoubtful() && !late.isAbandoned();",
                    "boolean certain = !owed.isDoubtful();"),
            new Mutant("a raw command is left alone with its prompt", "Prompts", "resync.escape();", ""));
}
