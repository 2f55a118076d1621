package io.atflux.transport.tcp.dialin;

import io.atflux.internal.time.Durations;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides between the older and the newer connection of one device, by the policy. Confined to the dispatcher's event loop. */
final class Replacements {

    /** Receives the reason for refusing the newer connection; null if it replaces the older one. */
    interface Verdict extends Consumer<@Nullable String> {}

    private final ReplacementPolicy policy;
    private final EventLoop loop;

    Replacements(ReplacementPolicy policy, EventLoop loop) {
        this.policy = policy;
        this.loop = loop;
    }

    /** @param verdict called on the loop, once, and at once if no check is necessary */
    void decide(KnownDevice device, DialInConnection old, DialInConnection newcomer, Verdict verdict) {
        if (device.replacedLately >= policy.mostPerMinute()) {
            verdict.accept("it was replaced " + policy.mostPerMinute() + " times within a minute");
        } else if (device.newcomer != null) {
            verdict.accept("its older connection is being asked already, for " + device.newcomer.peer);
        } else {
            switch (policy.rule()) {
                case NEWEST -> verdict.accept(null);
                case SAME_ADDRESS -> verdict.accept(isSameHost(old, newcomer) ? null : elsewhere(old));
                case ALIVE_FIRST -> ask(device, old, newcomer, verdict);
            }
        }
    }

    private static boolean isSameHost(DialInConnection old, DialInConnection newcomer) {
        return old.address != null && old.address.equals(newcomer.address);
    }

    private static String elsewhere(DialInConnection old) {
        return "its older connection, from " + old.peer + ", has another address";
    }

    private void ask(KnownDevice device, DialInConnection old, DialInConnection newcomer, Verdict verdict) {
        device.newcomer = newcomer;
        device.verdict = verdict;
        device.question = loop.schedule(
                () -> end(device, newcomer, null), Durations.nanos(policy.answerWithin()), TimeUnit.NANOSECONDS);
        old.ask(() -> onLoop(() -> end(
                device,
                newcomer,
                "its older connection, from " + old.peer + ", answered within "
                        + Durations.text(policy.answerWithin()))));
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            // The dispatcher has ended with its loop.
            return;
        }
    }

    private static void end(KnownDevice device, DialInConnection newcomer, @Nullable String refusal) {
        Verdict verdict = device.verdict;
        if (device.newcomer == newcomer && verdict != null) {
            forget(device);
            verdict.accept(refusal);
        }
    }

    private static void forget(KnownDevice device) {
        Future<?> limit = device.question;
        if (limit != null) {
            limit.cancel(false);
        }
        device.newcomer = null;
        device.verdict = null;
        device.question = null;
    }

    /** One of the device's connections has ended: an older one no longer needs to answer, a newer one needs no verdict. */
    void left(KnownDevice device, DialInConnection connection) {
        DialInConnection newcomer = device.newcomer;
        if (newcomer == connection) {
            forget(device);
        } else if (newcomer != null && device.connection == null) {
            end(device, newcomer, null);
        }
    }

    /** Counts towards the device's limit for a minute. */
    void replaced(KnownDevice device) {
        device.replacedLately++;
        loop.schedule(() -> device.replacedLately--, 1, TimeUnit.MINUTES);
    }
}
