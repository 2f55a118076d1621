package io.atflux.link.internal.driver;

import io.atflux.SessionEvent;
import io.atflux.error.AtConnectionException;
import io.atflux.line.AtLine;
import io.atflux.link.ConnectedModule;
import io.atflux.link.LinkCause;
import io.atflux.link.internal.machine.Event;
import io.atflux.link.internal.machine.Finding;
import io.atflux.modem.ModemEvent;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import io.atflux.urc.Overflow;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** One open line: reports to the link all unsolicited events of the module, and the end of the line once. */
final class Connection {

    /** The driver that uses the connection. */
    interface Owner {
        void happened(Connection connection, Event event);

        void lost(Connection connection, Finding finding);

        /** A client's own report, by the number of the module's client. */
        void happened(Connection connection, MqttEvent event);

        /** A message that one of the module's clients received. On the session's event loop. */
        void received(int slot, MqttMessage message);

        boolean dialsIn();
    }

    private static final int WORDS = 200;

    final ConnectedModule module;
    private final Owner owner;
    private final Disposable.Composite listening = Disposables.composite();
    /** The received data, if the session ended without finding a modem. */
    private volatile SessionEvent.@Nullable NoModem instead;
    /** Whether the session ended because its answers proved nothing. */
    private volatile boolean answeredWrongly;

    Connection(ConnectedModule module, Owner owner) {
        this.module = module;
        this.owner = owner;
    }

    /** Subscribes to all events before anything is sent. */
    void listen() {
        for (MqttClient client : module.clients()) {
            listening.add(client.received(Overflow.dropOldest(256).deliveringCut())
                    .subscribe(message -> owner.received(client.id(), message), lost -> {}));
            listening.add(client.events().subscribe(event -> owner.happened(this, event), lost -> {}));
        }
        listening.add(module.modem().events().subscribe(this::said, lost -> {}));
        listening.add(module.session()
                .events()
                .ofType(SessionEvent.Restarted.class)
                .subscribe(restarted -> owner.happened(this, restarted(restarted.line())), lost -> {}));
        listening.add(module.session()
                .events()
                .ofType(SessionEvent.NoModem.class)
                .subscribe(none -> instead = none, lost -> {}));
        listening.add(module.session()
                .events()
                .ofType(SessionEvent.OutOfStep.class)
                .subscribe(end -> answeredWrongly = end.answered(), lost -> {}));
        listening.add(module.session()
                .onClose()
                .subscribe(
                        nothing -> {},
                        failure -> owner.lost(this, lost(failure)),
                        () -> owner.lost(this, Finding.of(LinkCause.LINE_LOST, "the line was closed from this side"))));
    }

    void stopListening() {
        listening.dispose();
    }

    private Event restarted(AtLine said) {
        boolean announced = module.session().profile().framing().isRestart(said);
        return new Event.Restarted(words(said), announced);
    }

    private static String words(AtLine line) {
        String text = line.toString();
        return text.length() <= WORDS ? text : text.substring(0, WORDS) + "...";
    }

    private void said(ModemEvent event) {
        Event happened = event(event);
        if (happened != null) {
            owner.happened(this, happened);
        }
    }

    private static @Nullable Event event(ModemEvent event) {
        if (event instanceof ModemEvent.SimDropped) {
            return new Event.SimGone("the module reports that the SIM can no longer be used");
        } else if (event instanceof ModemEvent.SimRemoved) {
            return new Event.SimGone("the module reports that the card was taken out");
        } else if (event instanceof ModemEvent.SimInserted || event instanceof ModemEvent.SimReady) {
            return new Event.SimBack();
        } else if (event instanceof ModemEvent.BearerLost) {
            return new Event.BearerLost("+MIPCALL: 0");
        } else if (event instanceof ModemEvent.RegistrationChanged changed
                && changed.registration().isRegistered()) {
            return new Event.NetworkFound();
        }
        return null;
    }

    /** The reason why the line was lost, from the events of this connection. */
    Finding lost(Throwable failure) {
        if (!(failure instanceof AtConnectionException connection)) {
            return Finding.of(LinkCause.LINE_LOST, failure.getMessage());
        }
        SessionEvent.NoModem none = instead;
        String detail = connection.getMessage();
        if (none == null) {
            return connection.reason() == AtConnectionException.Reason.UNRESPONSIVE
                    ? noAnswer(detail)
                    : Diagnosis.line(connection, owner.dialsIn());
        }
        if (detail == null || !detail.contains(none.words())) {
            detail = detail + none.words();
        }
        return noModem(none, connection, detail);
    }

    /** For a modem that was synchronised before. */
    private Finding noAnswer(@Nullable String detail) {
        return answeredWrongly
                ? new Finding(LinkCause.MODEM_OUT_OF_STEP, Set.of(LinkCause.LINE_NOISE), detail)
                : new Finding(
                        LinkCause.LINE_SILENT, Set.of(LinkCause.MODEM_SILENT, LinkCause.MODEM_OUT_OF_STEP), detail);
    }

    private Finding noModem(SessionEvent.NoModem none, AtConnectionException failure, String detail) {
        if (isBusy(none.words())) {
            return Finding.of(LinkCause.LINE_BUSY, detail);
        }
        if (failure.reason() != AtConnectionException.Reason.UNRESPONSIVE) {
            return new Finding(Diagnosis.line(failure, owner.dialsIn()).cause(), Set.of(), detail);
        }
        return switch (none.heard()) {
            case NOTHING, ECHO -> new Finding(LinkCause.MODEM_SILENT, Set.of(LinkCause.LINE_SILENT), detail);
            case NO_TEXT -> Finding.of(LinkCause.LINE_NOISE, detail);
            case PROMPT, TEXT ->
                new Finding(LinkCause.MODEM_OUT_OF_STEP, Set.of(LinkCause.LINE_NOISE, LinkCause.LINE_BUSY), detail);
        };
    }

    /** Whether this is a serial server's refusal of a second client. */
    private static boolean isBusy(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        return text.contains("in use") || text.contains("port busy");
    }
}
