package io.atflux.samples.modem.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModemServerIT {

    private static final Switches QUICK = Switches.quick().with(Switch.BANNER_TIME, "999999999");

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Test
    void bearerAndSessionLiveOnWhenTheLineDrops() throws IOException {
        try (Host host = new Host(Switches.quick())) {
            host.quiet().open().reconnect("AT+MIPCALL?\r");
            host.expect("\r\n+MIPCALL: 1,10.104.48.68\r\n\r\nOK\r\n");
            host.exchange("AT+MQTTOPEN?\r", "\r\n+MQTTOPEN: 1\r\n\r\nOK\r\n");
            assertThat(host.network().connected()).isEqualTo(1);
        }
    }

    @Test
    void secondConnectionIsRefusedAndTheFirstGoesOn() throws IOException {
        try (ModemServer server = ModemServer.start(anyPort(), QUICK, new FakeUplink());
                RawSocket first = new RawSocket(server.address())) {
            first.expect("\r\n+SIM READY\r\n");
            try (RawSocket second = new RawSocket(server.address())) {
                assertThat(second.isClosedByPeer()).isTrue();
            }
            first.exchange("AT\r", "AT\r\r\nOK\r\n");
        }
    }

    @Test
    void aLineThatIsUnpluggedIsRefusedUntilItIsPluggedInAndTheModuleGoesOn() throws IOException {
        try (ModemServer server = ModemServer.start(anyPort(), 2, QUICK, new FakeUplink());
                RawSocket other = new RawSocket(server.addresses().get(1))) {
            try (RawSocket before = new RawSocket(server.address())) {
                before.expect("\r\n+SIM READY\r\n");
                before.exchange("ATE0\r", "ATE0\r\r\nOK\r\n");

                server.unplug(0);

                assertThat(before.isClosedByPeer()).isTrue();
            }
            assertThatThrownBy(() -> new RawSocket(server.address())).isInstanceOf(ConnectException.class);
            other.expect("\r\n+SIM READY\r\n");

            server.plug(0);
            server.plug(0);

            try (RawSocket after = new RawSocket(server.address())) {
                after.exchange("AT\r", "\r\nOK\r\n");
            }
        }
    }

    @Test
    void hostThatComesBackAtOnceIsLetIn() throws IOException {
        try (ModemServer server = ModemServer.start(anyPort(), QUICK, new FakeUplink())) {
            for (int i = 0; i < 200; i++) {
                try (RawSocket socket = new RawSocket(server.address())) {
                    assertThat(socket.sendAndAwait("AT\r"))
                            .as("connection %d", i)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyModuleHasItsPortItsStateAndItsIdentity() throws IOException {
        try (ModemServer server = ModemServer.start(anyPort(), 3, QUICK, new FakeUplink())) {
            assertThat(server.addresses()).hasSize(3).doesNotHaveDuplicates();
            String[] imeis = {"861234050000010", "861234050000028", "861234050000036"};
            for (int i = 0; i < 3; i++) {
                try (RawSocket socket = new RawSocket(server.addresses().get(i))) {
                    socket.expect("\r\n+SIM READY\r\n");
                    socket.exchange("AT+CGSN\r", "AT+CGSN\r\r\n" + imeis[i] + "\r\n\r\nOK\r\n");
                    socket.exchange("AT+CNUM\r", "AT+CNUM\r\r\n+CNUM: ,\"+861390000001" + i + "\",145\r\n\r\nOK\r\n");
                }
            }
        }
    }

    @Test
    void aHundredModulesShareOneThread() throws IOException {
        List<RawSocket> hosts = new ArrayList<>();
        try (ModemServer server = ModemServer.start(anyPort(), 100, QUICK, new FakeUplink())) {
            for (InetSocketAddress address : server.addresses()) {
                hosts.add(new RawSocket(address));
            }
            for (RawSocket host : hosts) {
                host.expect("\r\n+SIM READY\r\n");
                host.exchange("AT\r", "AT\r\r\nOK\r\n");
            }
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("virtual-modem")))
                    .hasSize(1);
            for (RawSocket host : hosts) {
                host.close();
            }
        }
    }

    @Test
    void closeEndsConnectionsPortsAndTheThread() throws IOException {
        ModemServer server = ModemServer.start(anyPort(), QUICK, new FakeUplink());
        InetSocketAddress address = server.address();
        try (RawSocket socket = new RawSocket(address)) {
            socket.expect("\r\n+SIM READY\r\n");
            server.close();
            assertThat(socket.isClosedByPeer()).isTrue();
        }
        assertThatThrownBy(() -> new RawSocket(address).close()).isInstanceOf(ConnectException.class);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("virtual-modem"))
                        .collect(Collectors.toList()))
                .isEmpty();
    }

    @Test
    void portInUseIsToldAndNothingStaysBound() throws IOException {
        try (ModemServer server = ModemServer.start(anyPort(), QUICK, new FakeUplink())) {
            assertThatThrownBy(() -> ModemServer.start(server.address(), QUICK, new FakeUplink()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(Integer.toString(server.address().getPort()));
        }
    }

    @Test
    void aHostThatDoesNotReadCostsOnlyItsOwnOutput() throws Exception {
        String answer = "\r\nFibocom Wireless Inc.\r\nL610-CN-62-36\r\n16000.1208.00.86.02.02\r\n\r\nOK\r\n";
        int questions = 400_000;
        try (Host host = new Host(Switches.quick().with(Switch.BEARER, "up"))) {
            host.quiet().send("ATI\r".repeat(questions) + "AT+MQTTOPEN=1,\"broker\",1883,1,60\r");
            host.network().awaitOpens(1);
            assertThat(host.readUntil("AT+CGSN\r", "\r\n861234050000010\r\n\r\nOK\r\n"))
                    .isLessThan((long) questions * answer.length());
        }
    }

    @Test
    void aMegabyteOfNoiseLeavesTheEngineAlive() throws IOException {
        try (ModemServer server = ModemServer.start(anyPort(), QUICK, new FakeUplink());
                RawSocket socket = new RawSocket(server.address())) {
            socket.expect("\r\n+SIM READY\r\n");
            socket.send("x\0\u001A\u001B>".repeat(200_000));
            socket.exchange("\rAT\r", "AT\r\r\nOK\r\n");
        }
    }
}
