package io.atflux.samples.cli.send;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionEvent.OverlongLine;
import io.atflux.SessionEvent.StateChanged;
import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.samples.cli.ExitStatus;
import io.atflux.samples.cli.Waits;
import io.atflux.samples.cli.send.Report.Failure;
import io.atflux.samples.cli.send.Report.Kind;
import io.atflux.samples.cli.send.Report.Note;
import io.atflux.samples.cli.send.Report.Reply;
import io.atflux.samples.cli.send.Report.Unclassified;
import io.atflux.samples.cli.send.Report.Urc;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One connection from its opening to its end. Every command gets exactly one report, in order. Reports are in the order
 * of the wire, because all of them are made on the session's thread.
 */
final class Conversation {

    private final Plan plan;
    private final CommandSource source;
    private final Consumer<Report> out;
    private final FarEndWords words;
    private final Waits waits;

    private volatile boolean toldLoss;
    private volatile @Nullable Throwable lost;
    private volatile @Nullable String inFlight;
    private volatile @Nullable String dataOwed;
    private volatile long written;

    Conversation(Plan plan, CommandSource source, Waits waits, Consumer<Report> out) {
        this.plan = plan;
        this.waits = waits;
        this.source = source;
        this.out = out;
        this.words = new FarEndWords(plan.profile()::masked);
    }

    /** @return completes after the last report; errors only if the program itself has a defect */
    Mono<Void> run(AtClient client) {
        AtClient talking = client.profile(plan.profile());
        Mono<AtSession> connecting = (plan.initialise() ? talking.recordTo(words::passed) : talking).connect();
        // The URL sets the limit.
        return waits.track("the connection", null, connecting)
                .flatMap(this::converse)
                .onErrorResume(AtException.class, why -> refuseAll(why, String.valueOf(why.getMessage()), List.of()));
    }

    private Mono<Void> converse(AtSession session) {
        listen(session);
        Mono<Void> ready = plan.initialise()
                ? Initialisation.of(session, plan.limit(), waits)
                        .doOnSuccess(none -> words.enough())
                        .onErrorMap(AtException.class, e -> new NotReadyException(e))
                : Mono.empty();
        return ready.then(Mono.defer(() -> source.commands()
                        .concatMap(given -> exchange(session, given), 1)
                        .takeUntil(this::isLast)
                        .then()))
                .onErrorResume(
                        NotReadyException.class,
                        // An unfinished line is reported when the session closes.
                        e -> session.close().then(Mono.defer(() -> notReady(e))))
                .then(Mono.defer(() -> linger(session)))
                .then(Mono.defer(session::close));
    }

    private Mono<Void> notReady(NotReadyException failed) {
        String message = "not sent, for the initialisation failed: " + failed.getMessage() + words.told();
        return refuseAll(failed.why(), message, words.lines());
    }

    private void listen(AtSession session) {
        if (plan.urcs()) {
            session.urcs().map(AtLine::toString).subscribe(line -> out.accept(new Urc(line)), lost -> {});
            session.unclassified()
                    .map(AtLine::toString)
                    .subscribe(line -> out.accept(new Unclassified(line)), lost -> {});
        }
        session.events().subscribe(this::noticed, lost -> {});
        session.onClose().subscribe(closed -> {}, why -> {
            lost = why;
            source.lost();
        });
    }

    private void noticed(SessionEvent event) {
        if (event instanceof StateChanged changed && changed.to() == SessionState.BUSY) {
            // A command that waited until the session was resynchronised is written only now.
            written = System.nanoTime();
        } else if (event instanceof OverlongLine line && plan.urcs() && inFlight == null) {
            out.accept(new Failure(
                    null,
                    Kind.OVERFLOW,
                    Outcome.UNKNOWN,
                    "a line of " + line.bytes() + " bytes was discarded; the limit is " + line.limit(),
                    List.of(),
                    0));
        }
    }

    /** @return the command's report, after it was passed on */
    private Mono<Report> exchange(AtSession session, Given given) {
        return Mono.defer(() -> {
            String shown = plan.profile().masked(given.shown());
            AtCommand<AtReply> command;
            try {
                command = command(given.wire());
            } catch (AtUsageException e) {
                return told(Reports.failure(shown, e, 0));
            }
            inFlight = shown;
            written = System.nanoTime();
            return waits.track(
                            awaited(command, shown),
                            command.spec().timeout(),
                            session.send(command)
                                    .map(reply -> Reports.of(shown, reply))
                                    .cast(Report.class))
                    .onErrorResume(AtException.class, e -> Mono.just(failed(shown, command, e)))
                    .flatMap(this::told);
        });
    }

    private Mono<Report> told(Report report) {
        String ending = report instanceof Reply reply ? reply.ending() : null;
        if (ending != null && plan.urcs()) {
            // The result code is unsolicited too, so it is also among the unsolicited lines.
            out.accept(new Urc(ending));
        }
        tell(report);
        return Mono.just(report);
    }

    private String awaited(AtCommand<AtReply> command, String shown) {
        String code = plan.endings().codeOf(command);
        String data = dataOwed;
        return plan.text().text(shown)
                + (code == null ? "" : " and its " + code)
                + (data == null ? "" : "; the modem may still wait for the data of " + data);
    }

    private Report failed(String shown, AtCommand<AtReply> command, AtException error) {
        Report report = Reports.of(shown, error, sinceWrite(error));
        dataOwed = null;
        if (error instanceof AtProtocolException strange
                && strange.reason() == AtProtocolException.Reason.UNEXPECTED_PROMPT
                && report instanceof Failure failure) {
            dataOwed = plan.text().text(shown);
            return failure.with("; --data TEXT or --data @FILE answers a prompt, and without it the modem gives up "
                    + "the command after up to "
                    + plan.profile().dataEntryIdle().toSeconds() + " s");
        }
        return report;
    }

    private boolean isLast(Report report) {
        Status status = new Status();
        status.add(report);
        boolean last = plan.stopOnError() && status.code() != ExitStatus.OK;
        if (last) {
            out.accept(new Note("stopped at the first command that failed"));
        }
        return last;
    }

    private AtCommand<AtReply> command(String line) {
        CommandText text = CommandText.of(line);
        AtCommand<AtReply> command = plan.endings().on(AtCommand.raw(line).timeout(plan.limit()), plan.timeout());
        PromptData data = plan.data();
        // Only a command that sets something asks for data; a test (=?) does not.
        if (data == null || line.indexOf('=') < 0 || line.endsWith("=?")) {
            return command;
        }
        return command.payload(data.payload(plan.profile().promptsForText(text.answerName())));
    }

    private void tell(Report report) {
        inFlight = null;
        if (report instanceof Failure failure && failure.kind() == Kind.CONNECTION) {
            toldLoss = true;
        }
        out.accept(report);
    }

    private long sinceWrite(AtException error) {
        long measured = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - written);
        // The confirmation of a write is slightly late; a time-out is never early.
        return error instanceof AtTimeoutException late
                ? Math.max(measured, late.limit().toMillis())
                : measured;
    }

    /** Listens after the last command. The loss of the line in that time is a report, not an error. */
    private Mono<Void> linger(AtSession session) {
        Mono<Void> end = plan.linger().isZero()
                ? Mono.justOrEmpty(lost).flatMap(Mono::error)
                : session.onClose().timeout(plan.linger(), Mono.empty());
        return end.onErrorResume(AtConnectionException.class, why -> {
            if (!toldLoss) {
                tell(Reports.failure(null, why, 0));
            }
            return Mono.empty();
        });
    }

    /** Nothing can be sent: every command is reported with this failure. */
    private Mono<Void> refuseAll(AtException why, String message, List<String> lines) {
        source.lost();
        Kind kind = Reports.kind(why);
        return source.commands()
                .doOnNext(given -> tell(Reports.notSent(plan.profile().masked(given.shown()), kind, message, lines)))
                .count()
                .doOnNext(told -> {
                    if (told == 0) {
                        tell(Reports.notSent(null, kind, message, lines));
                    }
                })
                .then();
    }

    /** Passes the reason why no command was sent around the handlers of a command's own failure. */
    private static final class NotReadyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReadyException(AtException why) {
            super(why.getMessage(), why);
        }

        AtException why() {
            return (AtException) java.util.Objects.requireNonNull(getCause());
        }
    }
}
