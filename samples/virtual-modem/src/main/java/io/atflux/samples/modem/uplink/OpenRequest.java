package io.atflux.samples.modem.uplink;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a connection as the AT commands set them.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param cleanSession the clean-session flag of CONNECT
 * @param keepAliveSeconds keep-alive interval
 * @param clientId MQTT client identifier
 * @param user user name, null for none
 * @param password password, null for none
 * @param will last will, null for none
 * @param tls TLS settings, null for plain TCP
 */
public record OpenRequest(
        String host,
        int port,
        boolean cleanSession,
        int keepAliveSeconds,
        String clientId,
        byte @Nullable [] user,
        byte @Nullable [] password,
        @Nullable Will will,
        @Nullable Tls tls) {

    /** A last will. */
    public record Will(byte[] topic, int qos, boolean retain, byte[] payload) {}

    /**
     * The settings of GTSSLVER, GTSSLMODE and GTSSLFILE.
     *
     * @param version 0 any, 1 SSL 3.0, 2 TLS 1.0, 3 TLS 1.1, 4 TLS 1.2
     * @param verifyServer whether the server's certificate is checked against {@code trust}
     * @param clientCertificate PEM, empty for none
     * @param clientKey PEM, empty for none
     * @param trust PEM root certificates, empty for none
     */
    public record Tls(int version, boolean verifyServer, byte[] clientCertificate, byte[] clientKey, byte[] trust) {}
}
