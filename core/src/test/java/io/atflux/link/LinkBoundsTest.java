package io.atflux.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.link.internal.driver.LinkDriver;
import io.atflux.mqtt.Broker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The memory of a link of a fleet, without its session: docs/mqtt-link.md states it. */
class LinkBoundsTest {

    static {
        System.setProperty("jol.magicFieldOffset", "true");
        System.setProperty("jol.skipDynamicAttach", "true");
    }

    private static final long MOST_BYTES = 8_192;

    @Test
    void aLinkThatWaitsForItsLineIsSmall() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        long one = bytes(time, 1);
        long two = bytes(time, 2);
        long each = two - one;
        System.out.println("a link beside its session: " + each + " bytes");
        assertThat(each).isPositive().isLessThan(MOST_BYTES);
    }

    /** The memory of several links together, which counts shared state once. */
    private static long bytes(VirtualTimeScheduler time, int links) {
        Object[] all = new Object[links];
        ModuleConnector nowhere = new Nowhere(time);
        Broker broker = Broker.tcp("broker.example", 1883);
        for (int i = 0; i < links; i++) {
            MqttLink link = new LinkDriver(nowhere, LinkOptions.defaults()).client(1, broker);
            link.start().subscribe(done -> {}, failure -> {});
            assertThat(link.state().phase()).isEqualTo(LinkPhase.WAITING);
            all[i] = link;
        }
        return GraphLayout.parseInstance(all).totalSize();
    }

    private record Nowhere(Scheduler timer) implements ModuleConnector {

        @Override
        public Mono<ConnectedModule> connect(@Nullable AtSession former) {
            return Mono.error(new AtConnectionException(AtConnectionException.Reason.REFUSED, "nobody there", null));
        }

        @Override
        public int mqttClients() {
            return 2;
        }

        @Override
        public String describe() {
            return "nowhere";
        }
    }
}
