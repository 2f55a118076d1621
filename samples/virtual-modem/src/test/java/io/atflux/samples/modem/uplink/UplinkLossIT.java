package io.atflux.samples.modem.uplink;

import static io.atflux.samples.modem.uplink.Recorder.ask;
import static io.atflux.samples.modem.uplink.Requests.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The ends of open connections that the machine did not cause. Each ends with one {@code lost} and nothing after it.
 */
@Timeout(60)
class UplinkLossIT {

    private static final HiveMqUplink UPLINK = new HiveMqUplink();

    @AfterAll
    static void close() {
        UPLINK.close();
    }

    @Test
    void takeOverByASecondClientWithTheSameId() throws Exception {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        Requests request = Requests.to(SharedBroker.BROKER.port()).clientId("contested");
        Uplink.Connection loser = UPLINK.open(request.request(), first);
        first.awaitOpened();
        Uplink.Connection winner = UPLINK.open(request.request(), second);
        second.awaitOpened();

        first.awaitLost();

        assertThat(ask(result -> loser.publish(bytes("a"), 0, false, bytes("x"), result)))
                .isFalse();
        assertThat(ask(result -> winner.publish(bytes("a"), 1, false, bytes("x"), result)))
                .isTrue();
        assertThat(ask(winner::close)).isTrue();
        assertThat(ask(loser::close)).isFalse();
        first.assertSilent();
        second.assertSilent();
    }

    @Test
    void brokerThrowsTheClientOut() throws Exception {
        Recorder events = new Recorder();
        UPLINK.open(Requests.to(SharedBroker.BROKER.port()).clientId("unloved").request(), events);
        events.awaitOpened();
        assertThat(SharedBroker.BROKER.disconnect("unloved")).isTrue();
        events.awaitLost().assertSilent();
    }

    @Test
    void brokerStops() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder().build().start()) {
            Recorder events = new Recorder();
            OpenRequest request = Requests.to(broker.port()).request();
            UPLINK.open(request, events);
            events.awaitOpened();

            broker.stop();
            events.awaitLost().assertSilent();

            Recorder refused = new Recorder();
            UPLINK.open(request, refused);
            assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.NETWORK);

            broker.start();
            Recorder again = new Recorder();
            Uplink.Connection connection = UPLINK.open(request, again);
            again.awaitOpened();
            assertThat(ask(connection::close)).isTrue();
        }
    }

    @Test
    void keepAliveFindsASilentNetwork() throws Exception {
        try (Relay relay = new Relay(SharedBroker.BROKER.port())) {
            Recorder events = new Recorder();
            UPLINK.open(Requests.to(relay.port()).keepAlive(1).request(), events);
            events.awaitOpened();
            relay.goSilent();
            events.awaitLost().assertSilent();
        }
    }

    @Test
    void requestInFlightFailsBeforeTheLossIsReported() throws Exception {
        try (Relay relay = new Relay(SharedBroker.BROKER.port())) {
            BlockingQueue<String> order = new LinkedBlockingQueue<>();
            Recorder events = new Recorder() {
                @Override
                public void lost(String reason) {
                    order.add("lost");
                }
            };
            Requests request = Requests.to(relay.port()).persistent("cut-in-flight");
            Uplink.Connection connection = UPLINK.open(request.request(), events);
            events.awaitOpened();
            relay.goSilent();
            connection.publish(bytes("a"), 1, false, bytes("x"), success -> order.add("published " + success));
            connection.subscribe(bytes("a"), 1, success -> order.add("subscribed " + success));

            relay.cut();

            assertThat(order.poll(10, TimeUnit.SECONDS)).endsWith(" false");
            assertThat(order.poll(10, TimeUnit.SECONDS)).endsWith(" false");
            assertThat(order.poll(10, TimeUnit.SECONDS)).isEqualTo("lost");
            assertThat(order).isEmpty();
        }
    }

    @Test
    void closeEndsInBoundedTimeThoughNobodyListens() throws Exception {
        try (Relay relay = new Relay(SharedBroker.BROKER.port());
                HiveMqUplink hasty = new HiveMqUplink(Duration.ofSeconds(4))) {
            Recorder events = new Recorder();
            Uplink.Connection connection = hasty.open(Requests.to(relay.port()).request(), events);
            events.awaitOpened();
            relay.goSilent();
            assertThat(ask(connection::close)).isTrue();
            events.assertSilent();
            assertThat(hasty.connections()).isZero();
        }
    }

    /**
     * Runs on the thread that makes the callbacks, so that none is in progress: it is certain whether a result came
     * before.
     */
    @Test
    void abortSilencesACloseUnderWay() throws Exception {
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        CompletableFuture<Uplink.Connection> opening = new CompletableFuture<>();
        Recorder events = new Recorder() {
            @Override
            public void opened() {
                Uplink.Connection connection = opening.join();
                connection.close(success -> order.add("closed " + success));
                connection.abort();
                order.add("aborted");
                super.opened();
            }
        };
        HiveMqUplink uplink = new HiveMqUplink();
        try (Relay relay = new Relay(SharedBroker.BROKER.port())) {
            opening.complete(uplink.open(Requests.to(relay.port()).request(), events));
            events.awaitOpened();
        } finally {
            // All callbacks have been made once the threads have ended.
            uplink.close();
        }
        assertThat(order).containsExactly("aborted");
        events.assertSilent();
    }

    @Test
    void aResultThatCameBeforeAnAbortStays() throws Exception {
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        Recorder events = new Recorder();
        try (HiveMqUplink uplink = new HiveMqUplink()) {
            Uplink.Connection connection =
                    uplink.open(Requests.to(SharedBroker.BROKER.port()).request(), events);
            events.awaitOpened();
            connection.close(success -> order.add("closed " + success));
            assertThat(order.poll(10, TimeUnit.SECONDS)).isEqualTo("closed true");
            connection.abort();
        }
        assertThat(order).isEmpty();
        events.assertSilent();
    }

    @Test
    void callbacksOfManyConnectionsThatComeAndGoLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 40; i++) {
            Recorder events = new Recorder();
            Uplink.Connection connection =
                    UPLINK.open(Requests.to(SharedBroker.BROKER.port()).request(), events);
            events.awaitOpened();
            if (i % 2 == 0) {
                connection.abort();
            } else {
                assertThat(ask(connection::close)).isTrue();
            }
            events.assertSilent();
        }
        assertThat(UPLINK.connections()).isZero();
    }
}
