package io.atflux.samples.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is let in.
 *
 * @param clients by name: each has a token, which is its password as well
 * @param rolesClaim the claim of an access token that holds the roles
 * @param requestsPerSecond the most of one client; one more is refused with 429
 * @param bodyWithin the time that a request's body may take; a slower one is refused with 408
 */
public record SecurityProperties(
        @DefaultValue Map<String, @Valid Client> clients,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("50") @Min(1) int requestsPerSecond,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration bodyWithin) {

    /** A permission of a client. */
    public enum Role {
        READ,
        PUBLISH,
        RAW_AT
    }

    /** A program, or a person with a browser. */
    public record Client(@NotNull Secret token, @NotEmpty Set<Role> roles) {

        private static final int SHORTEST = 16;

        /** A short token can be guessed. */
        @AssertTrue(message = "needs a token of 16 characters or more")
        boolean isTokenLong() {
            return token == null || token.text().length() >= SHORTEST;
        }
    }
}
