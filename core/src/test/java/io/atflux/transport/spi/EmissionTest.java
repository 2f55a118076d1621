package io.atflux.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

class EmissionTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Emission emission = new Emission();
    private final List<String> signals = new ArrayList<>();

    private void emit(Runnable during) {
        emission.emit(
                new CoreSubscriber<Channel>() {
                    @Override
                    public void onSubscribe(Subscription s) {}

                    @Override
                    public void onNext(Channel open) {
                        signals.add("next");
                        during.run();
                    }

                    @Override
                    public void onError(Throwable t) {
                        signals.add("error");
                    }

                    @Override
                    public void onComplete() {
                        signals.add("complete");
                    }
                },
                channel);
    }

    private void cancelledElsewhere() {
        Thread other = new Thread(emission::cancelled);
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aChannelThatIsTakenStaysOpen() {
        emit(() -> {});
        cancelledElsewhere();
        assertThat(signals).containsExactly("next", "complete");
        assertThat(channel.isOpen()).isTrue();
    }

    /** As by a time-out that expires while the channel is handed over, and discards it. */
    @Test
    void aChannelIsClosedIfAnotherThreadCancelsMeanwhile() {
        emit(this::cancelledElsewhere);
        assertThat(channel.isOpen()).isFalse();
    }

    /** As by {@code next()}, which has the channel. */
    @Test
    void aChannelStaysOpenIfItsSubscriberCancelsWhenItGetsIt() {
        emit(emission::cancelled);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aChannelThatWasCancelledBeforeIsClosedAndNotEmitted() {
        cancelledElsewhere();
        emit(() -> {});
        assertThat(signals).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }
}
