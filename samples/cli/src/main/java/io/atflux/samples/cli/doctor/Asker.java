package io.atflux.samples.cli.doctor;

import io.atflux.command.AtCommand;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The source of answers: a modem, or a recording of one. */
interface Asker {

    /**
     * Sends a command that changes nothing; repeats it once after a failure.
     *
     * @return errors with {@link io.atflux.error.AtException}, or with {@link UnaskedException} if that is not known
     */
    <R> Mono<R> ask(AtCommand<R> question);

    /** Sends a command that changes something once, within the command's own time; errors as {@link #ask}. */
    <R> Mono<R> act(String what, AtCommand<R> command);

    /** The same work, reported as a wait. */
    <R> Mono<R> awaited(String what, Mono<R> work);

    /**
     * Resynchronises after a silence, and restores the initial settings.
     *
     * @return succeeds with the outcome; does not error
     */
    Mono<Aftermath> recover();

    /** The outcome of a silence. */
    enum Aftermath {
        /** The modem answers again; it did not answer that one command. */
        ANSWERS,
        /** The modem was restarted meanwhile, and answers again. */
        RESTARTED,
        /** The modem no longer answers. */
        SILENT
    }

    /** The first parameter of the command, {@code otherwise} unless a recording determines it. */
    int number(String command, int otherwise);

    /**
     * How the connection of an MQTT client broke after it was opened, in the module's words; null if it did not break,
     * or this program ended it.
     */
    @Nullable
    String brokenAfterOpen(int client);

    /** Whether a later answer may differ. */
    boolean isLive();
}
