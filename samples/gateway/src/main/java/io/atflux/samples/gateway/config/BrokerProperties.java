package io.atflux.samples.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An MQTT broker, and the modem's identity there.
 *
 * @param clientId without one the module takes its IMEI; {@code {name}} in it is the modem's name
 * @param tls without it the connection is plain TCP
 */
public record BrokerProperties(
        @NotBlank(message = "is the broker's name or address")
        String host,

        @Min(1) @Max(65_535) @Nullable Integer port,
        @Nullable String clientId,
        @Nullable String user,
        @Nullable Secret password,
        @DefaultValue("60s") Duration keepAlive,
        @DefaultValue("false") boolean cleanSession,
        @Valid @Nullable Tls tls) {

    /** The port that is configured, or MQTT's own. */
    int portOrDefault() {
        return port != null ? port : tls != null ? 8883 : 1883;
    }

    /** As it is shown. */
    public String address() {
        return (tls == null ? "mqtt://" : "mqtts://") + host + ":" + portOrDefault();
    }

    /**
     * The trusted certificate, and the client's own. Files are PEM.
     *
     * @param trust the root certificate; none only with {@code insecure}
     * @param certificate the client's own, with its key, if the broker asks for one
     * @param insecure the server is not verified
     */
    public record Tls(
            @Nullable Path trust,
            @Nullable Path certificate,
            @Nullable Path key,
            @DefaultValue("false") boolean insecure) {}
}
