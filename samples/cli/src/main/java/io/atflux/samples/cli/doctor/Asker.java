package io.atflux.samples.cli.doctor;

import io.atflux.command.AtCommand;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Who answers: a modem, or the recording of one. */
interface Asker {

    /**
     * A question that changes nothing, asked once more after a failure.
     *
     * @return errors with {@link io.atflux.error.AtException}, or with {@link UnaskedException} if that is not known
     */
    <R> Mono<R> ask(AtCommand<R> question);

    /** What changes something, sent once, within the command's own time; errors as {@link #ask}. */
    <R> Mono<R> act(String what, AtCommand<R> command);

    /** The same work, as something for which one waits. */
    <R> Mono<R> awaited(String what, Mono<R> work);

    /**
     * After a silence: finds back into step, and makes the same settings as at the beginning.
     *
     * @return succeeds with what happened; does not error
     */
    Mono<Aftermath> recover();

    /** How a silence ended. */
    enum Aftermath {
        /** It answers again: that one command it did not answer. */
        ANSWERS,
        /** It was restarted meanwhile, and answers again. */
        RESTARTED,
        /** It does not answer any more. */
        SILENT
    }

    /** The first parameter of the command that is asked about, where that is not ours to choose. */
    int number(String command, int otherwise);

    /** How the connection of an MQTT client broke after it was opened, in the module's words; null if it did not, or is ours. */
    @Nullable
    String brokenAfterOpen(int client);

    /** Whether a later answer may be another one. */
    boolean isLive();
}
