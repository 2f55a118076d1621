package io.atflux.samples.modem.module;

import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.message.MessageStore;
import io.atflux.samples.modem.message.Tpdu;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state that survives power-off: the stores, the service centre's number, and the messages that the network keeps
 * for the module.
 */
public final class Mailbox {

    /** The messages kept per direction; the oldest is dropped. */
    private static final int KEPT = 1_000;

    private static final Address NETWORK_CENTRE = Address.of("+8613800100500");

    private final MessageStore card;
    private final MessageStore module;
    private final ArrayDeque<Tpdu> waiting = new ArrayDeque<>();
    private final ArrayDeque<Tpdu.Submit> sent = new ArrayDeque<>();
    private Address centre = NETWORK_CENTRE;

    /** Empty stores. */
    public Mailbox(Switches switches) {
        card = new MessageStore("SM", () -> switches.number(Switch.SM_PLACES));
        module = new MessageStore("ME", () -> switches.number(Switch.ME_PLACES));
    }

    MessageStore card() {
        return card;
    }

    /** All stores. */
    public List<MessageStore> stores() {
        return List.of(card, module);
    }

    /** AT+CSCA. */
    public Address centre() {
        return centre;
    }

    /** AT+CSCA. */
    public void centre(Address other) {
        centre = other;
    }

    Address networkCentre() {
        return NETWORK_CENTRE;
    }

    /** The network accepts a message for the module. */
    public void forModule(Tpdu message) {
        keep(waiting, message);
    }

    @Nullable
    Tpdu next() {
        return waiting.peek();
    }

    void delivered() {
        waiting.remove();
    }

    /** The number of messages that the network keeps for the module. */
    public int waiting() {
        return waiting.size();
    }

    void sent(Tpdu.Submit message) {
        keep(sent, message);
    }

    /** The messages that the module has sent since the previous call. */
    public List<Tpdu.Submit> takeSent() {
        List<Tpdu.Submit> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    private static <T> void keep(ArrayDeque<T> queue, T message) {
        if (queue.size() == KEPT) {
            queue.remove();
        }
        queue.add(message);
    }
}
