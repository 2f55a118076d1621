package io.atflux.transport.tcp;

import java.time.Duration;

/**
 * How a peer that vanished without a word is found out (RFC 1122 4.2.3.6, RFC 5482). A line on which nothing was heard for
 * {@code idle} is probed every {@code interval}; after {@code probes} unanswered probes, or after data that stayed
 * unacknowledged for {@link #limit()}, the line is lost.
 *
 * <p>Platforms: Linux with the native transport keeps all of it. Elsewhere the times of the probes are kept where the JDK
 * offers them (Linux, macOS, Windows 10 and later), and unacknowledged data is given up by the system's own rule, which
 * takes many minutes. A relay or NAT that answers probes for a dead device hides its death: only commands that go
 * unanswered show that.
 *
 * @param idle silence before the first probe, whole seconds, 1 s or more
 * @param interval between probes, whole seconds, 1 s or more
 * @param probes how many may go unanswered, 1 to 127
 */
public record KeepAlive(Duration idle, Duration interval, int probes) {

    public KeepAlive {
        atLeastASecond("idle", idle);
        atLeastASecond("interval", interval);
        if (probes < 1 || probes > 127) {
            throw new IllegalArgumentException("probes " + probes + " is not within 1 to 127");
        }
    }

    private static void atLeastASecond(String name, Duration value) {
        if (value.toSeconds() < 1 || value.toSeconds() > 32_767) {
            throw new IllegalArgumentException(name + " " + value + " is not within 1 to 32767 s");
        }
    }

    /** Three probes within a further {@code idle}: with 30 s, a dead peer is found out after a minute of silence. */
    public static KeepAlive after(Duration idle) {
        return new KeepAlive(idle, Duration.ofSeconds(Math.max(1, idle.toSeconds() / 3)), 3);
    }

    /** The longest that a dead peer goes unnoticed: {@code idle + interval × probes}. */
    public Duration limit() {
        return idle.plus(interval.multipliedBy(probes));
    }
}
