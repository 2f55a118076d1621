package io.atflux.samples.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One modem. A reload compares two of them by their values, and makes a modem anew only if they differ.
 *
 * @param url its line: {@code serial:/dev/ttyUSB2}, {@code tcp://host:port}, {@code rfc2217://host:port}, {@code listen://…}
 * @param apn the access point; {@code by-imsi} chooses it by the SIM, {@code presets} tries common ones
 * @param pin the SIM's, tried once
 * @param broker the broker of its messages
 * @param policy what the link may do to recover
 */
public record ModemProperties(
        @NotBlank(message = "is the line to the modem, such as serial:/dev/ttyUSB2 or tcp://10.0.0.7:7001")
        String url,

        @DefaultValue("by-imsi") String apn,
        @Nullable String apnUser,
        @Nullable Secret apnPassword,
        @Nullable Secret pin,
        @Valid @NotNull(message = "needs at least a host") BrokerProperties broker,
        @Valid @DefaultValue PolicyProperties policy) {

    /**
     * The link's policies; the defaults are those of atflux.
     *
     * @param waitForReady how long a message waits for the link if there is no outbox
     * @param firstWait the pause after the first failure; each one after it is twice as long
     * @param longestWait the longest of these pauses
     * @param checkEvery how often a module that is ready is asked whether it still is
     * @param resetsPerHour how often the module may be restarted by a command
     * @param sendAgain whether a message of unknown fate is sent again
     * @param takeOver whether an MQTT client that another program opened is closed and used
     */
    public record PolicyProperties(
            @DefaultValue("60s") Duration waitForReady,
            @DefaultValue("1s") Duration firstWait,
            @DefaultValue("1m") Duration longestWait,
            @DefaultValue("1m") Duration checkEvery,
            @DefaultValue("0") int resetsPerHour,
            @DefaultValue("true") boolean sendAgain,
            @DefaultValue("false") boolean takeOver) {}
}
