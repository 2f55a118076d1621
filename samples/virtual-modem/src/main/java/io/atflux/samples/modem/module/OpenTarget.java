package io.atflux.samples.modem.module;

import io.atflux.samples.modem.uplink.OpenRequest;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of AT+MQTTOPEN.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param cleanSession the flag of CONNECT
 * @param keepAliveSeconds keep-alive interval
 * @param tls null for plain TCP
 * @param certificateCheckFails whether the module's clock is so wrong that verification fails
 */
public record OpenTarget(
        String host,
        int port,
        boolean cleanSession,
        int keepAliveSeconds,
        OpenRequest.@Nullable Tls tls,
        boolean certificateCheckFails) {

    OpenRequest request(MqttIdentity identity, OpenRequest.@Nullable Will will) {
        return new OpenRequest(
                host,
                port,
                cleanSession,
                keepAliveSeconds,
                identity.clientId(),
                orNull(identity.user()),
                orNull(identity.password()),
                will,
                tls);
    }

    private static byte @Nullable [] orNull(byte[] value) {
        return value.length == 0 ? null : value;
    }
}
