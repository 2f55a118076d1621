package io.atflux.samples.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The properties of the gateway.
 *
 * @param modems by name, which is a part of each modem's URL
 * @param dialIn ports that devices dial in to, by name
 * @param outbox the store of messages that wait for their link; it survives a restart of the process
 * @param security who is let in; by default only clients on this machine
 * @param watch files and folders: if one of them changes, all configuration is read again, and the modems that differ are made anew
 */
@ConfigurationProperties(value = "gateway", ignoreUnknownFields = false)
@Validated
public record GatewayProperties(
        @DefaultValue
        Map<
                        @Pattern(regexp = NAME, message = "a modem's name is 1 to 64 letters, digits, '.', '_' and '-'")
                        String,
                        @Valid ModemProperties>
                modems,

        @DefaultValue Map<String, @Valid DialInProperties> dialIn,
        @Valid @DefaultValue Outbox outbox,
        @Valid @DefaultValue SecurityProperties security,
        @DefaultValue List<Path> watch) {

    /** The form of a modem's name. */
    public static final String NAME = "[A-Za-z0-9._-]{1,64}";

    /**
     * The store of messages that wait.
     *
     * @param file none if messages are not kept: a publish then waits for the link, and fails if that takes too long
     * @param maxCount the most messages in it
     * @param fates the number of messages whose end is remembered
     */
    public record Outbox(
            @Nullable Path file,
            @DefaultValue("10000") @Min(1) int maxCount,
            @DefaultValue("10000") @Min(1) @Max(1_000_000) int fates) {}
}
