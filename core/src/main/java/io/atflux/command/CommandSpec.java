package io.atflux.command;

import io.atflux.Discipline;
import io.atflux.line.LineShape;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a command; written only while a copy is being made, read-only afterwards. */
final class CommandSpec {

    final CommandText text;
    boolean raw;
    List<LineShape> answers = List.of();
    int mostClaims = Integer.MAX_VALUE;

    @Nullable
    Settlement settlement;

    @Nullable
    String resource;

    @Nullable
    Discipline discipline;

    @Nullable
    Payload payload;

    @Nullable
    CountedAnswer counted;

    Duration timeout = Duration.ZERO;

    @Nullable
    Duration promptTimeout;

    RetryRule retry = RetryRule.never();
    int[] hopeless = {};
    int[] hopelessIfRepeated = {};
    Duration settling = Duration.ZERO;

    @Nullable
    Recheck<?> recheck;

    boolean repeatable = true;
    boolean call;

    @Nullable
    Character abort;

    Lane lane = Lane.NORMAL;

    CommandSpec(CommandText text) {
        this.text = text;
    }

    CommandSpec copy() {
        CommandSpec c = new CommandSpec(text);
        c.raw = raw;
        c.answers = answers;
        c.mostClaims = mostClaims;
        c.settlement = settlement;
        c.resource = resource;
        c.discipline = discipline;
        c.payload = payload;
        c.counted = counted;
        c.timeout = timeout;
        c.promptTimeout = promptTimeout;
        c.retry = retry;
        c.hopeless = hopeless;
        c.hopelessIfRepeated = hopelessIfRepeated;
        c.settling = settling;
        c.recheck = recheck;
        c.repeatable = repeatable;
        c.call = call;
        c.abort = abort;
        c.lane = lane;
        return c;
    }
}
