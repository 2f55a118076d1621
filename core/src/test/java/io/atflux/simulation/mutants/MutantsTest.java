package io.atflux.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** What every mutant's verdict rests on: loaded in the same way, the engine as it is breaks no promise. */
    @Test
    void theSimulationFindsNothingWhereNothingIsBroken() throws ReflectiveOperationException {
        for (String file : List.of("session/SessionCore", "codec/LineScanner")) {
            Mutant none = new Mutant("nothing is broken", file + ".java", "package io", "package io");
            assertThat(violation(none, 500)).as(file).isNull();
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

    private static Mutant resync(String name, String file, String original, String broken) {
        return new Mutant(name, "resync/" + file + ".java", original, broken);
    }

    private static final List<Mutant> PROOF = List.of(
            resync(
                    "a part of a word's answer is the proof",
                    "Word",
                    "return relevant(lines).equals(answers)",
                    "return !relevant(lines).isEmpty()"),
            resync(
                    "a word is short",
                    "Alphabet",
                    "int length = lengthOf(from);",
                    "int length = Math.min(3, lengthOf(from));"),
            resync(
                    "an earlier word's answer is the proof",
                    "Proof",
                    "if (isLast && found.kind() != Word.Kind.READ)",
                    "if (found.kind() != Word.Kind.READ)"),
            session("what a former session left needs no proof", "Succession", "owed.suspectOthers();", ""),
            session(
                    "lines of an earlier attempt's reply are kept",
                    "Seat",
                    "lines = new ArrayList<>(2); bytes = 0;",
                    "bytes = 0;"));

    private static Mutant session(String name, String file, String original, String broken) {
        return new Mutant(name, "session/" + file + ".java", original, broken);
    }

    private static final List<Mutant> MUTANTS = List.of(
            session(
                    "a time-out frees the seat",
                    "FinalResults",
                    "owed.add(overtaken(current, op.attemptStart()), core.deadlines.now() + Durations.nanos(core.options.drain()));",
                    ""),
            session("answers are not claimed by shape", "Seat", "claim.shape().matches(line)", "line.length() < 0"),
            session(
                    "a prompt is answered out of turn",
                    "Resync",
                    "return !dataEntry.isPast() && !isActive();",
                    "return true;"),
            session(
                    "a late result code settles the next publish",
                    "Effects",
                    "quarantine(e); Operation<?> op = e.op;",
                    "remove(e); Operation<?> op = e.op;"),
            session(
                    "a lost session leaves nothing",
                    "Reconnection",
                    "former = session instanceof DefaultSession ended ? ended.left() : Inheritance.NONE;",
                    "former = Inheritance.NONE;"),
            session(
                    "a lost session's data entry is forgotten",
                    "Succession",
                    "return mayBeOpen || resync.isDataEntrySuspected() ? DataEntry.LEFT_OPEN : resync.dataEntry();",
                    "return DataEntry.CLOSED;"),
            session("the drain is skipped", "Resync", "core.deadlines.now() - owed.drainUntil() < 0", "false"),
            new Mutant(
                    "a bare OK is a word's answer",
                    "resync/Proof.java",
                    "Word found = ok ? answeredBy(came) : null;",
                    "Word found = ok && !unanswered.isEmpty() ? unanswered.getLast().word : null;"),
            session(
                    "an earlier attempt's final result is forgotten",
                    "FinalResults",
                    "owed.add(current, core.deadlines.now()); if (current.awaitsPrompt())",
                    "if (current.awaitsPrompt())"),
            session(
                    "the correlation key is ignored",
                    "Effects",
                    "Foreign.ask(\"a settlement's judge\", e.settlement.judge(), line, Verdict.NOT_MINE);",
                    "line.isNamed(e.settlement.kind()) ? Verdict.SUCCESS : Verdict.NOT_MINE;"),
            session(
                    "the payload is written before its prompt",
                    "SessionCore",
                    "wire.write(op.prepared.text, op);",
                    "wire.write(op.prepared.text, op);"
                            + " if (taken.payload != null) { taken.prompted(); wire.write(taken.payload, op); }"),
            new Mutant(
                    "bytes behind a final result are swallowed",
                    "codec/LineScanner.java",
                    "in.readBytes(line); emit(line);",
                    "in.readBytes(line); emit(line); if (line.length == 2) { in.skipBytes(in.readableBytes()); }"),
            session(
                    "an error is told twice",
                    "Operation",
                    "if (core.live.remove(this)) { Signals.error(actual, error); }",
                    "Signals.error(actual, error); if (core.live.remove(this)) { Signals.error(actual, error); }"),
            session(
                    "the earliest deadline is not the first",
                    "DeadlineHeap",
                    "one.at - other.at < 0",
                    "one.at - other.at > 0"),
            session(
                    "a deadline that ends early leaves the heap in disorder",
                    "DeadlineHeap",
                    "put(last, hole); settle(last);",
                    "put(last, hole);"),
            new Mutant(
                    "an Error of a decoder escapes",
                    "foreign/Foreign.java",
                    "return code.call(); } catch (Throwable thrown) {",
                    "return code.call(); } catch (Exception thrown) {"),
            new Mutant(
                    "an Error of a judge escapes",
                    "foreign/Foreign.java",
                    "new NullPointerException(\"no answer\")); } catch (Throwable thrown) {",
                    "new NullPointerException(\"no answer\")); } catch (Exception thrown) {"),
            session("the end is not told", "Operation", "core.live.add(this);", ""),
            session(
                    "a cancelled command stays live",
                    "Operation",
                    "core.live.remove(this); core.drain();",
                    "core.drain();"),
            session(
                    "a session's end reaches the first one only",
                    "LiveSet",
                    "next != null; next = first",
                    "next != null; next = null"),
            session("a session's end lets the others go on", "SessionEnd", "core.live.sever(why, cause);", ""),
            session(
                    "a cancelled command loses its seat",
                    "Operation",
                    "finish(Ending.CANCELLED);",
                    "Seat mine = core.seat(); finish(Ending.CANCELLED);"
                            + " if (mine != null && mine.op == this) { core.vacate(mine); }"),
            session(
                    "what must not be repeated is written again",
                    "Resending",
                    "failure.outcome() == Outcome.UNKNOWN && !command.isRepeatable()",
                    "false"),
            session("dropped events are not counted", "Hub", "dropped.accept(1);", ""),
            session(
                    "the caller's deadline is forgotten",
                    "Operation",
                    "limit.at(core.deadlines.now() + Durations.nanos(left));",
                    ""),
            session(
                    "others write within a turn",
                    "CommandQueue",
                    "return (Operation<?>) first(turn.queue, mayGo, mayBegin);",
                    "Object own = first(turn.queue, mayGo, mayBegin); if (own != null) { return (Operation<?>) own; }"),
            session(
                    "OK to ESC is a success",
                    "LateFinals",
                    "result.isOk() && !late.isRaw() && (late.awaitsPrompt() || resync.isEscapeUnanswered())",
                    "result.isOk() && late.lines().size() < 0"),
            session(
                    "an event tells a secret",
                    "Announcer",
                    "new SessionEvent.LateReply(late.prepared.text.masked(), line)",
                    "new SessionEvent.LateReply(late.prepared.text.wire(), line)"),
            session(
                    "the strict discipline does not hold the line",
                    "WriteRights",
                    "return effects.holdLine(options.discipline());",
                    "return false;"),
            session(
                    "result codes within a reply are swallowed",
                    "Router",
                    "core.lines.deliver(line, null, whole -> announcer.urc(whole, type));",
                    "if (seat == null) { core.lines.deliver(line, null, whole -> announcer.urc(whole, type)); }"),
            session(
                    "a message's text can complete a command",
                    "TextJoiner",
                    "joins && stage.settings.dialect.isLeaded() ? TextState.LINES : TextState.NONE",
                    "TextState.NONE"),
            session(
                    "a text swallows what has a lead of its own",
                    "LineStage",
                    "return lead != OwnLead.YES && joiner.isNoneOfTheText(line, lead) ? OwnLead.YES : lead;",
                    "return OwnLead.NO;"),
            session(
                    "an echo behind a text is text",
                    "LineSettings",
                    "return !echoOff && echoes.mayBe(line, mark, echoSeen);",
                    "return false;"),
            session(
                    "a prompt within a text lets the payload out",
                    "LineStage",
                    "if (!joiner.letsPrompt(own)) {",
                    "if (!joiner.letsPrompt(own) && after != After.LINE) {"),
            session(
                    "the queue is not bounded",
                    "SessionCore",
                    "queue.size() >= options.maxQueue()) { op.end",
                    "queue.size() < 0) { op.end"),
            session(
                    "the next command does not wait for the reply",
                    "SessionCore",
                    "while (open && seat == null && !resync.isActive()",
                    "while (open && !resync.isActive()"),
            session(
                    "a refused re-send speaks for an attempt before it",
                    "Operation",
                    "AtException error = honest(cause).withAttempts(writes);",
                    "AtException error = cause;"),
            session(
                    "the bytes of a late counted answer are lines",
                    "Owed",
                    "return Stream.concat(Stream.concat(Stream.ofNullable(current), seats.stream()), claiming.stream())",
                    "return Stream.ofNullable(current)"),
            new Mutant(
                    "a counted line is forgotten with its command",
                    "codec/LineScanner.java",
                    "counted.arm(lines, partial.isEmpty() && discarded == 0);",
                    "counted.arm(lines, true);"),
            session(
                    "half a minute of silence needs no ESC",
                    "Resync",
                    "core.deadlines.now() < quietUntil() + Durations.nanos(core.profile.dataEntryIdle())",
                    "core.deadlines.now() < quietUntil()"),
            session(
                    "others write between a verdict and what follows from it",
                    "Turns",
                    "once.accept(verdict); core.turns.end(turn[0]);",
                    "core.turns.end(turn[0]); once.accept(verdict);"),
            session(
                    "a verdict to wait is forgotten",
                    "SessionCore",
                    "effects.notOwed(op); effects.hold(op, settlement);",
                    "effects.notOwed(op);"),
            session(
                    "a subscriber that throws ends the session",
                    "Signals",
                    "to.onNext(value); to.onComplete(); } catch (Throwable thrown) {",
                    "to.onNext(value); to.onComplete(); } catch (ArithmeticException thrown) {"),
            session(
                    "a command's own discipline is ignored",
                    "Effects",
                    "op.discipline(byDefault) == Discipline.STRICT",
                    "byDefault == Discipline.STRICT"),
            session(
                    "the log tells a secret",
                    "WireTap",
                    "log(whose, \"{} << {}\", line.toString());",
                    "log(whose, \"{} << {}\", line.text());"),
            session(
                    "a recording tells a secret",
                    "Recording",
                    "String masked = mask.mask(unended.toString());",
                    "String masked = unended.toString();"),
            session(
                    "a meter's tag tells a secret",
                    "Operation",
                    "prepared.text.name(), ending",
                    "prepared.text.wire(), ending"),
            session(
                    "a command is aborted before the modem can hear it",
                    "Aborts",
                    "Duration.ofMillis(125);",
                    "Duration.ofMillis(1);"),
            session(
                    "a re-send does not wait for the end of an abortion",
                    "Owed",
                    "runningRule() == op && seats.stream().noneMatch(Seat::isAbandoned)",
                    "runningRule() == op"),
            session(
                    "an aborted command's OK is a success",
                    "LateFinals",
                    "boolean certain = !owed.isDoubtful() && !late.isAbandoned();",
                    "boolean certain = !owed.isDoubtful();"),
            session("a raw command is left alone with its prompt", "Prompts", "resync.escape();", ""));
}
