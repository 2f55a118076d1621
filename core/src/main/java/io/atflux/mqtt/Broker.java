package io.atflux.mqtt;

import io.atflux.error.AtUsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT broker and how to present oneself to it. Immutable: every method returns a changed copy.
 *
 * @param host name or address, an IPv6 address with or without brackets; no scheme, no port
 * @param port 1 to 65535
 * @param credentials user, password, client identifier
 * @param will what the broker publishes for us when we are gone; null for nothing
 * @param keepAlive whole seconds, 1 to 300 on the L610
 * @param cleanSession the clean-session flag
 * @param tls TLS; null for plain TCP
 * @param ifOpen what to do where the module turns out to be connected already
 */
public record Broker(
        String host,
        int port,
        Credentials credentials,
        @Nullable Will will,
        Duration keepAlive,
        boolean cleanSession,
        @Nullable TlsMaterial tls,
        IfOpen ifOpen) {

    /** @throws AtUsageException for what no host can be; the message says what to write instead */
    public Broker {
        HostName.require(host);
    }

    /** What to do about a connection that is open where an open failed or stayed unanswered. */
    public enum IfOpen {
        /** Take it as ours. */
        KEEP,
        /** Close it, and open anew. */
        REOPEN
    }

    /** Plain TCP, anonymous, keep-alive 60 s, the session kept. */
    public static Broker tcp(String host, int port) {
        return new Broker(host, port, Credentials.none(), null, Duration.ofSeconds(60), false, null, IfOpen.KEEP);
    }

    /** TLS; otherwise as {@link #tcp}. */
    public static Broker tls(String host, int port, TlsMaterial material) {
        return new Broker(host, port, Credentials.none(), null, Duration.ofSeconds(60), false, material, IfOpen.KEEP);
    }

    /** With user and password, 0 to 128 characters each on the L610; the client identifier stays. */
    public Broker credentials(String user, String password) {
        return credentials(new Credentials(user, password, credentials.clientId()));
    }

    /** With user, password and client identifier. */
    public Broker credentials(Credentials other) {
        return new Broker(host, port, other, will, keepAlive, cleanSession, tls, ifOpen);
    }

    /** The MQTT client identifier; without one the module takes its IMEI. */
    public Broker clientId(String id) {
        return credentials(credentials.clientId(id));
    }

    /** With a will. */
    public Broker will(Will other) {
        return new Broker(host, port, credentials, other, keepAlive, cleanSession, tls, ifOpen);
    }

    /** A UTF-8 will with QoS 0, not retained. */
    public Broker will(String topic, String text) {
        return will(Will.of(topic, text));
    }

    /** With another keep-alive: whole seconds, 1 to 300 on the L610. The module sends the packets by itself. */
    public Broker keepAlive(Duration other) {
        return new Broker(host, port, credentials, will, other, cleanSession, tls, ifOpen);
    }

    /** With the clean-session flag (MQTT 3.1.1, 3.1.2.4) set or not. */
    public Broker cleanSession(boolean clean) {
        return new Broker(host, port, credentials, will, keepAlive, clean, tls, ifOpen);
    }

    /** With another answer to a connection that is open already. */
    public Broker ifOpen(IfOpen policy) {
        return new Broker(host, port, credentials, will, keepAlive, cleanSession, tls, policy);
    }

    @Override
    public String toString() {
        return (tls == null ? "mqtt://" : "mqtts://") + host + ":" + port;
    }
}
