package io.atflux.internal.engine;

import io.atflux.command.AtCommand;
import io.atflux.error.AtException;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.turn.Turn;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** A command to be sent, once for each subscriber. A command that cannot be written fails here, before it queues. */
class OperationMono<R> extends Mono<R> {

    private final SessionCore core;
    private final AtCommand<R> command;
    private final @Nullable Turn turn;

    OperationMono(SessionCore core, AtCommand<R> command, @Nullable Turn turn) {
        this.core = core;
        this.command = command;
        this.turn = turn;
    }

    /** Whether the session must prove that it is in step, instead of writing the command. */
    boolean isProof() {
        return false;
    }

    @Override
    public void subscribe(CoreSubscriber<? super R> actual) {
        Prepared prepared;
        try {
            prepared = core.dispatcher.prepared(command.spec());
        } catch (AtException unwritable) {
            Operators.error(actual, unwritable);
            return;
        }
        actual.onSubscribe(new Operation<>(core, command.spec(), prepared, turn(actual), isProof(), actual));
    }

    private @Nullable Turn turn(CoreSubscriber<? super R> actual) {
        if (turn != null) {
            return turn;
        }
        Turn running = actual.currentContext().getOrDefault(core, null);
        return running == null || running.isOver() ? null : running;
    }

    /** Requests the proof that session and modem are in step. */
    static final class Proof<R> extends OperationMono<R> {

        Proof(SessionCore core, AtCommand<R> command, @Nullable Turn turn) {
            super(core, command, turn);
        }

        @Override
        boolean isProof() {
            return true;
        }
    }
}
