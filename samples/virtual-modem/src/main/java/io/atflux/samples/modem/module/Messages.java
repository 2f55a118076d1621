package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.AtEngine;
import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.message.Coding;
import io.atflux.samples.modem.message.MessageStore;
import io.atflux.samples.modem.message.StoredMessage;
import io.atflux.samples.modem.message.Tpdu;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Messages from the network to the host, as AT+CNMI sets (27.005 clause 3.4.1), and from the host to the network. */
public final class Messages {

    private static final Duration ACKNOWLEDGEMENT_LIMIT = Duration.ofSeconds(15);
    private static final int MAX_BUFFERED = 32;
    private static final int IN_STORE = 1;
    private static final int TO_HOST = 2;
    private static final int CLASS_3_TO_HOST = 3;

    private final Switches switches;
    private final Clock clock;
    private final AtEngine engine;
    private final Mailbox mailbox;
    private final BooleanSupplier reachable;
    private final MessageSettings settings = new MessageSettings();
    private final MessageFormat format = new MessageFormat(settings);
    private final ArrayDeque<Runnable> buffer = new ArrayDeque<>();
    private MessageStore reading;
    private MessageStore writing;
    private MessageStore receiving;
    private int reference;
    private Clock.@Nullable Timer acknowledgement;

    /** The messages of a firmware run; {@code reachable} tells whether the network reaches the module. */
    public Messages(Switches switches, Clock clock, AtEngine engine, Mailbox mailbox, BooleanSupplier reachable) {
        this.switches = switches;
        this.clock = clock;
        this.engine = engine;
        this.mailbox = mailbox;
        this.reachable = reachable;
        reading = mailbox.card();
        writing = mailbox.card();
        receiving = mailbox.card();
    }

    public MessageSettings settings() {
        return settings;
    }

    public MessageFormat format() {
        return format;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    /** AT+CPMS, first parameter. */
    public MessageStore reading() {
        return reading;
    }

    /** AT+CPMS, second parameter. */
    public MessageStore writing() {
        return writing;
    }

    /** AT+CPMS, third parameter. */
    public MessageStore receiving() {
        return receiving;
    }

    /** AT+CPMS. */
    public void select(MessageStore forReading, MessageStore forWriting, MessageStore forReceiving) {
        reading = forReading;
        writing = forWriting;
        receiving = forReceiving;
        deliverWaiting();
    }

    /** Delivers what the network holds, if the module can take it. */
    public void deliverWaiting() {
        while (reachable.getAsBoolean() && acknowledgement == null) {
            Tpdu next = mailbox.next();
            if (next == null || !take(next)) {
                return;
            }
            mailbox.delivered();
        }
    }

    private boolean take(Tpdu tpdu) {
        StoredMessage message = new StoredMessage(StoredMessage.Status.REC_UNREAD, mailbox.networkCentre(), tpdu);
        if (tpdu instanceof Tpdu.StatusReport) {
            return takeReport(message);
        }
        int messageClass = Coding.messageClass(((Tpdu.Deliver) tpdu).dcs());
        boolean routed = settings.delivery == TO_HOST && messageClass != 2
                || settings.delivery == CLASS_3_TO_HOST && messageClass == 3;
        if (routed) {
            route(message);
            return true;
        }
        return store(message, settings.delivery >= IN_STORE ? "+CMTI" : null);
    }

    private boolean takeReport(StoredMessage message) {
        switch (settings.report) {
            case 1 -> route(message);
            case 2 -> {
                return store(message, "+CDSI");
            }
            default -> {}
        }
        return true;
    }

    private boolean store(StoredMessage message, @Nullable String notice) {
        MessageStore store = receiving;
        int place = store.add(message);
        if (place > 0 && notice != null) {
            tell(() -> engine.urc(notice + ": \"" + store.name() + "\"," + place));
        }
        return place > 0;
    }

    private void route(StoredMessage message) {
        if (settings.service == 1) {
            acknowledgement = clock.schedule(ACKNOWLEDGEMENT_LIMIT, this::unacknowledged);
        }
        tell(() -> {
            if (format.hasText(message)) {
                engine.urc(format.routed(message), format.text(message));
            } else {
                engine.urc(format.routed(message));
            }
        });
    }

    private void tell(Runnable notice) {
        boolean reserved = engine.online();
        if (settings.mode == MessageSettings.BUFFER || reserved && settings.mode != MessageSettings.DISCARD) {
            if (buffer.size() == MAX_BUFFERED) {
                buffer.remove();
            }
            buffer.add(notice);
        } else if (!reserved) {
            notice.run();
        }
    }

    /** AT+CNMI was set, or the line is free again: prints or clears the buffer. */
    public void flush() {
        if (settings.mode == MessageSettings.BUFFER || engine.online()) {
            return;
        }
        if (settings.buffered == 1) {
            buffer.clear();
        }
        for (Runnable notice = buffer.poll(); notice != null; notice = buffer.poll()) {
            notice.run();
        }
    }

    /** AT+CNMA: whether an acknowledgement was pending. After a negative one the network keeps the message. */
    public boolean acknowledge(boolean positive) {
        if (acknowledgement == null) {
            return false;
        }
        acknowledgement.cancel();
        acknowledgement = null;
        if (positive) {
            clock.execute(this::deliverWaiting);
        }
        return true;
    }

    /** Clause 3.4.4: stops the routing to a host that does not acknowledge. */
    private void unacknowledged() {
        acknowledgement = null;
        settings.delivery = 0;
        settings.report = 0;
        deliverWaiting();
    }

    /** The reference of the next message, 0 to 255. */
    private int nextReference() {
        reference = reference + 1 & 0xFF;
        return reference;
    }

    /** Sends a message to the network and returns its reference; the reply and the report follow later. */
    public int send(Tpdu.Submit submit) {
        int mine = nextReference();
        mailbox.sent(submit);
        if (submit.address().written().equals(switches.text(Switch.NUMBER))) {
            mailbox.forModule(submit.delivered(Address.of(switches.text(Switch.NUMBER)), clock.now()));
        }
        if ((submit.firstOctet() & Tpdu.REPORT_WANTED) != 0) {
            mailbox.forModule(Tpdu.StatusReport.delivered(mine, submit.address(), clock.now()));
        }
        clock.execute(this::deliverWaiting);
        return mine;
    }
}
