package io.atflux.samples.gateway.config;

import io.atflux.samples.gateway.config.ModemProperties.PolicyProperties;
import io.atflux.transport.tcp.dialin.DeviceRegistration;
import io.atflux.transport.tcp.dialin.Heartbeat;
import io.atflux.transport.tcp.dialin.ListenSettings;
import io.atflux.transport.tcp.dialin.ListenTls;
import io.atflux.transport.tcp.dialin.TcpListener;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A port that devices dial in to. One that registers appears as a modem of its id, by the template of these settings.
 *
 * @param registration a regular expression of what a device sends first; its group {@code id}, or its first, is the id. Without one the
 *     id is the common name of its certificate, if there is TLS with {@code ca}, or else its address
 * @param heartbeat a text that serial servers send now and then
 * @param allow the ids that may register; all if it is empty
 * @param maxDevices the largest number of devices; further ones do not become modems
 */
public record DialInProperties(
        @DefaultValue("0.0.0.0") String address,
        @Min(0) @Max(65_535) int port,
        @Nullable String registration,
        @Nullable String heartbeat,
        @DefaultValue Set<String> allow,
        @DefaultValue("1000") @Min(1) int maxDevices,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path ca,
        @DefaultValue("by-imsi") String apn,
        @Nullable Secret pin,
        @Valid @NotNull(message = "needs at least a host") BrokerProperties broker,
        @Valid @DefaultValue PolicyProperties policy) {

    /** The settings of a device that dialled in. */
    public ModemProperties template(String line) {
        return new ModemProperties(line, apn, null, null, pin, broker, policy);
    }

    /** The settings of the listener. */
    public ListenSettings listen() {
        ListenSettings settings = TcpListener.on(address, port)
                .registration(how())
                .maxDevices(maxDevices)
                .maxConnections(maxDevices)
                .withoutConnectTimeout();
        if (heartbeat != null) {
            settings = settings.heartbeat(Heartbeat.text(heartbeat));
        }
        if (!allow.isEmpty()) {
            settings = settings.allow(allow);
        }
        if (certificate != null && key != null) {
            ListenTls tls = ListenTls.of(certificate, key);
            settings = settings.tls(ca == null ? tls : tls.requireClients(ca));
        }
        return settings;
    }

    private DeviceRegistration how() {
        if (registration != null) {
            return DeviceRegistration.regex(Pattern.compile(registration));
        }
        return ca == null ? DeviceRegistration.peerAddress() : DeviceRegistration.certificate();
    }
}
