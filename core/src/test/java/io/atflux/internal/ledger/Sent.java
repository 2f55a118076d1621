package io.atflux.internal.ledger;

import io.atflux.AtOptions;
import io.atflux.command.AtCommand;
import io.atflux.command.CommandSpec;
import io.atflux.line.AtLine;
import io.atflux.profile.Profiles;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** A sender of a command, and its seats on the line. */
record Sent(CommandSpec<?> command, boolean isDoubled) implements Sender {

    static Seat seat(AtCommand<?> command) {
        return new Sent(command.spec(), false).seat();
    }

    static Seat seat(String line) {
        return seat(AtCommand.of(line));
    }

    static ReplySoFar reply(AtCommand<?> command, AtOptions options) {
        return new ReplySoFar(Prepared.of(command.spec(), Profiles.generic()), options);
    }

    /** The seat of another attempt. */
    Seat seat() {
        return new Seat(prepared(), this, AtOptions.defaults());
    }

    @Override
    public Prepared prepared() {
        return Prepared.of(command, Profiles.generic());
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public boolean isAwaited() {
        return true;
    }

    @Override
    public long attemptStart() {
        return 0;
    }

    @Override
    public boolean isDoubled(AtLine line) {
        return isDoubled;
    }

    @Override
    public boolean isRecheckOf(Sender other) {
        return false;
    }

    @Override
    public ContextView context() {
        return Context.empty();
    }

    @Override
    public String shown() {
        return command.text().masked();
    }
}
