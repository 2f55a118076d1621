package io.atflux.samples.cli.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.samples.cli.Run;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.server.ModemServer;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.test.Peers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The virtual module as a simulated serial port. */
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "pseudo-terminals are made as Linux does it")
class PtyIT {

    private static final int COMINGS = 200;

    @TempDir
    private Path folder;

    private ModemServer server;

    @BeforeEach
    void switchOn() {
        Peers.require("perl", "apt-get install perl-base");
        server = ModemServer.of(1, Switches.quick(), new FakeUplink());
    }

    @AfterEach
    void switchOff() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void hostSeesTheModulesBytes() throws Exception {
        Path link = openPty();
        try (FileChannel port = open(link)) {
            send(port, "AT+CREG=1\r");
            expect(port, "AT+CREG=1\r\r\nOK\r\n");
            server.modem(0).registration(3);
            expect(port, "\r\n+CREG: 3\r\n");
        }
    }

    @Test
    void moduleLivesOnWhileHostsComeAndGo() throws Exception {
        Path link = openPty();
        try (FileChannel port = open(link)) {
            send(port, "ATE0\r");
            expect(port, "ATE0\r\r\nOK\r\n");
        }
        Path terminal = Files.readSymbolicLink(link);
        for (int i = 0; i < 20; i++) {
            assertThat(link).exists();
            try (FileChannel port = open(link)) {
                send(port, "AT\r");
                expect(port, "\r\nOK\r\n");
                send(port, "AT+CREG=1\r");
                expect(port, "\r\nOK\r\n");
            }
            assertThat(Files.readSymbolicLink(link)).isEqualTo(terminal).exists();
        }
    }

    @Test
    void aHostDoesNotSeeWhatTheOneBeforeItDidNotRead() throws Exception {
        InetSocketAddress tcp = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .get(0);
        Path link = openPty();
        try (FileChannel port = open(link)) {
            send(port, "ATE0\rATI\r");
            assertThat(read(port)).isEqualTo('A');
        }
        awaitFree(tcp);
        try (FileChannel port = open(link)) {
            send(port, "AT+CSQ\r");
            expect(port, "\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
        }
    }

    /** Waits until another endpoint can reach the module, after its host has gone. */
    private static void awaitFree(InetSocketAddress tcp) {
        while (true) {
            try (Socket other = new Socket(tcp.getAddress(), tcp.getPort())) {
                other.setSoTimeout(20_000);
                other.getOutputStream().write("AT\r".getBytes(StandardCharsets.ISO_8859_1));
                if (other.getInputStream().read() >= 0) {
                    return;
                }
            } catch (IOException refused) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void theModuleIsOnBeforeTheFirstHostComes() throws Exception {
        Path link = openPty();
        try (FileChannel port = open(link)) {
            send(port, "AT+CPIN?\r");
            expect(port, "AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n");
        }
    }

    /** Otherwise a fast host would see the notices of power-up. */
    @Test
    void thereIsNoPortBeforeTheModuleIsUp() throws Exception {
        Path link = folder.resolve("l610");
        Queue<Boolean> there = new ConcurrentLinkedQueue<>();
        server.modem(0).onWires(() -> there.add(Files.exists(link, LinkOption.NOFOLLOW_LINKS)));
        openPty();

        assertThat(there).isNotEmpty().containsOnly(false);
    }

    @Test
    void aHostMayComeAtAnyTime() throws Exception {
        Path link = openPty();
        Path terminal = Files.readSymbolicLink(link);
        for (int i = 0; i < COMINGS; i++) {
            try (FileChannel port = open(link)) {
                send(port, "AT\r");
                expect(port, "AT\r\r\nOK\r\n");
            }
            open(link).close();
        }
        assertThat(Files.readSymbolicLink(link)).isEqualTo(terminal);
    }

    @Test
    void theLinkLeadsToALiveTerminalWhenAHostIsHungUp() throws Exception {
        InetSocketAddress tcp = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .get(0);
        Path link = openPty();
        try (Socket first = new Socket(tcp.getAddress(), tcp.getPort())) {
            first.setSoTimeout(20_000);
            first.getOutputStream().write("AT\r".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(first.getInputStream().read()).isEqualTo('A');
            for (int i = 0; i < 5; i++) {
                Path terminal = Files.readSymbolicLink(link);
                try (FileChannel second = open(link)) {
                    assertThat(read(second)).as("hung up").isNegative();
                }
                assertThat(Files.readSymbolicLink(link)).isNotEqualTo(terminal);
                open(link).close();
            }
        }
        awaitFree(tcp);
        try (FileChannel port = open(link)) {
            send(port, "AT\r");
            expect(port, "AT\r\r\nOK\r\n");
        }
    }

    /** Linux keeps TIOCEXCL while the other side is open; only root may open the terminal nevertheless. */
    @Test
    void aHostThatWantedThePortForItselfLeavesItToTheNext() throws Exception {
        InetSocketAddress tcp = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .get(0);
        Path link = openPty();
        for (int i = 0; i < 5; i++) {
            assertThat(hostInPerl(link, "ioctl($port, 0x540C, 0);")).isEqualTo("AT\r\r\nOK\r\n");
            awaitFree(tcp);
        }
    }

    @Test
    void aHostDoesNotFindTheSettingsOfTheOneBefore() throws Exception {
        InetSocketAddress tcp = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .get(0);
        Path link = openPty();
        assertThat(hostInPerl(link, "system('stty sane min 0 <&' . fileno $port);"))
                .isEqualTo("AT\r\r\nOK\r\n");
        awaitFree(tcp);
        try (FileChannel port = open(link)) {
            send(port, "AT\r");
            expect(port, "AT\r\r\nOK\r\n");
        }
    }

    /** Returns the bytes that it read; runs further code with its port before it exits. */
    private static String hostInPerl(Path link, String more) throws Exception {
        Process host = new ProcessBuilder(
                        "perl",
                        "-e",
                        "$^F = 99; open(my $port, '+<', shift) or die $!; syswrite($port, \"AT\\r\"); my $all = '';"
                                + " while ($all !~ /OK\\r\\n/) { sysread($port, my $some, 99) or last; $all .= $some; }"
                                + more + " print $all;",
                        link.toString())
                .redirectErrorStream(true)
                .start();
        return new String(host.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void serialTransportFindsTheModuleBehindTheLink() throws Exception {
        Path link = openPty();
        Run run = Run.of("send", "serial:" + link, "AT+CGSN");

        assertThat(run.out()).contains("861234050000010");
        assertThat(run.status()).isZero();
    }

    @Test
    void thereIsOneHostAtATimeByWhateverWay() throws Exception {
        InetSocketAddress tcp = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .get(0);
        Path link = openPty();
        try (FileChannel port = open(link)) {
            send(port, "AT\r");
            expect(port, "AT\r\r\nOK\r\n");
            try (Socket second = new Socket(tcp.getAddress(), tcp.getPort())) {
                second.setSoTimeout(20_000);
                assertThat(second.getInputStream().read()).isNegative();
            }
            send(port, "AT\r");
            expect(port, "AT\r\r\nOK\r\n");
        }
    }

    @Test
    void eachModuleHasItsLink() throws Exception {
        server.close();
        server = ModemServer.of(2, Switches.quick(), new FakeUplink());

        assertThat(server.openPty(folder.resolve("l610")))
                .containsExactly(folder.resolve("l6100"), folder.resolve("l6101"));
        try (FileChannel port = open(folder.resolve("l6101"))) {
            send(port, "AT+CGSN\r");
            expect(port, "AT+CGSN\r\r\n861234050000028\r\n\r\nOK\r\n");
        }
    }

    @Test
    void nothingStaysBehind() throws Exception {
        Path link = openPty();
        List<ProcessHandle> terminals = ProcessHandle.current().descendants().toList();
        try (FileChannel port = open(link)) {
            send(port, "AT\r");
            expect(port, "AT\r\r\nOK\r\n");
            server.close();

            assertThat(read(port)).as("hung up").isNegative();
        }
        assertThat(terminals).isNotEmpty();
        for (ProcessHandle terminal : terminals) {
            terminal.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void onlyALinkThatLeadsNowhereIsReplaced() throws Exception {
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));
        Path elsewhere = Files.createSymbolicLink(folder.resolve("elsewhere"), folder);
        Path file = Files.writeString(folder.resolve("file"), "precious");

        assertThat(server.openPty(nowhere)).containsExactly(nowhere);
        assertThatThrownBy(() -> server.openPty(elsewhere))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot link " + elsewhere + " to a pseudo-terminal: it leads to " + folder
                        + ", which exists; if no other modem has it, remove the link, or give another path");
        assertThatThrownBy(() -> server.openPty(file)).hasMessageContaining("exists already");
        assertThatThrownBy(() -> server.openPty(folder.resolve("no/where"))).hasMessageContaining("no such folder");
        assertThat(file).hasContent("precious");
        try (FileChannel port = open(nowhere)) {
            send(port, "AT\r");
            expect(port, "AT\r\r\nOK\r\n");
        }
    }

    /**
     * The system assigns the lowest free number: the next terminal's device is the one that the link of a killed modem
     * names.
     */
    @Test
    void aLinkThatAKilledModemLeftIsReplacedWhenItsTerminalsNumberComesAgain() throws Exception {
        Path link = folder.resolve("l610");
        Path first = server.openPty(folder.resolve("first")).get(0);
        Path device = Files.readSymbolicLink(first);
        List<ProcessHandle> terminals = ProcessHandle.current().descendants().toList();
        server.close();
        for (ProcessHandle terminal : terminals) {
            terminal.onExit().get(20, TimeUnit.SECONDS);
        }
        Files.createSymbolicLink(link, device);
        server = ModemServer.of(1, Switches.quick(), new FakeUplink());

        assertThat(openPty()).isEqualTo(link);
        try (FileChannel port = open(link)) {
            send(port, "AT\r");
            expect(port, "AT\r\r\nOK\r\n");
        }
    }

    private Path openPty() throws IOException {
        return server.openPty(folder.resolve("l610")).get(0);
    }

    private static FileChannel open(Path link) throws IOException {
        return FileChannel.open(link, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void send(FileChannel port, String text) throws IOException {
        port.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Negative at the end, which a pseudo-terminal may also report as an error. */
    private static int read(FileChannel port) {
        ByteBuffer one = ByteBuffer.allocate(1);
        try {
            return port.read(one) < 1 ? -1 : one.get(0) & 0xFF;
        } catch (IOException hungUp) {
            return -1;
        }
    }

    private static void expect(FileChannel port, String text) {
        StringBuilder read = new StringBuilder();
        for (int next = read(port); next >= 0; next = read(port)) {
            read.append((char) next);
            if (read.length() == text.length() || !text.startsWith(read.toString())) {
                break;
            }
        }
        assertThat(read.toString()).isEqualTo(text);
    }
}
