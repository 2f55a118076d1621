package io.atflux.samples.modem;

import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.message.LongText;
import io.atflux.samples.modem.message.Tpdu;
import io.atflux.samples.modem.module.Mailbox;
import io.atflux.samples.modem.module.Ussd;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events that reach a module through the network: messages, calls, USSD.
 *
 * <p>Threads: every method may be called from any thread and returns at once; the futures end on the clock's thread.
 */
public final class NetworkSide {

    private final Clock clock;
    private final Mailbox mailbox;
    private final Supplier<@Nullable Firmware> firmware;
    private int reference;

    NetworkSide(Clock clock, Mailbox mailbox, Supplier<@Nullable Firmware> firmware) {
        this.clock = clock;
        this.mailbox = mailbox;
        this.firmware = firmware;
    }

    /**
     * A message that the module sent.
     *
     * @param to the addressee
     * @param text as its reader sees it; hexadecimal digits if it is data
     */
    public record Sent(String to, String text) {}

    /**
     * Sends the module a text, in several messages if it is long. The network keeps them until the module can take
     * them.
     *
     * @param sender a number, or a name of at most 11 letters
     * @return how many messages the network still keeps for it
     * @throws IllegalArgumentException if the sender is neither, or the text needs more than 255 messages
     */
    public CompletableFuture<Integer> message(String sender, String text) {
        Address from = Address.of(sender);
        // Checked here, so that an invalid message is refused at once.
        LongText.messages(from, text, 0, clock.now());
        return onMachine(() -> {
            LongText.messages(from, text, ++reference & 0xFF, clock.now()).forEach(mailbox::forModule);
            return deliver();
        });
    }

    /**
     * Sends the module a message given by its TPDU, an SMS-DELIVER.
     *
     * @throws IllegalArgumentException if it is not an SMS-DELIVER
     */
    public CompletableFuture<Integer> message(byte[] tpdu) {
        Tpdu.Deliver message = Tpdu.Deliver.read(tpdu);
        return onMachine(() -> {
            mailbox.forModule(message);
            return deliver();
        });
    }

    private int deliver() {
        Firmware running = firmware.get();
        if (running != null) {
            running.messages().deliverWaiting();
        }
        return mailbox.waiting();
    }

    /** The messages that the module has sent since the previous call. */
    public CompletableFuture<List<Sent>> takeSent() {
        return onMachine(() -> mailbox.takeSent().stream()
                .map(message -> new Sent(
                        message.address().written(),
                        message.data().shown(message.dcs(), (message.firstOctet() & Tpdu.HEADER) != 0)))
                .toList());
    }

    /**
     * A caller calls the module. False if the module is unreachable or busy.
     *
     * @throws IllegalArgumentException if the caller is not a number
     */
    public CompletableFuture<Boolean> call(String caller) {
        Address from = Address.of(caller);
        return onReachable(running -> running.calls().ring(from));
    }

    /** The other side of the voice call hangs up: false if there is none. */
    public CompletableFuture<Boolean> endCall() {
        return onReachable(running -> running.calls().end());
    }

    /** The network ends the data call: false if there is none. */
    public CompletableFuture<Boolean> endDataCall() {
        return onReachable(running -> {
            boolean there = running.engine().inCall();
            running.engine().carrierLost();
            return there;
        });
    }

    /**
     * The network answers a USSD request, or begins a dialogue: false if the module is unreachable.
     *
     * @param kind {@code <m>} of +CUSD: 0 done, 1 further action required, 2 terminated by the network
     */
    public CompletableFuture<Boolean> ussd(int kind, String text) {
        if (kind < Ussd.DONE || kind > Ussd.ENDED) {
            throw new IllegalArgumentException("no kind " + kind + " of USSD answer");
        }
        return onReachable(running -> {
            running.ussd().tell(kind, text);
            return true;
        });
    }

    /** The USSD request that waits for an answer. */
    public CompletableFuture<Optional<String>> ussdRequest() {
        return onMachine(() -> {
            Firmware running = firmware.get();
            return running == null
                    ? Optional.empty()
                    : Optional.ofNullable(running.ussd().open());
        });
    }

    private CompletableFuture<Boolean> onReachable(Function<Firmware, Boolean> action) {
        return onMachine(() -> {
            Firmware running = firmware.get();
            return running != null && running.reachable() && action.apply(running);
        });
    }

    private <T> CompletableFuture<T> onMachine(Supplier<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        clock.execute(() -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
