package io.atflux.samples.cli.doctor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The requested checks.
 *
 * @param broker null to contact no broker
 * @param pin the SIM's, null to enter none
 * @param apn for a dial, null for the module's own
 * @param patience the limit for each answer, and for SIM and network
 */
record Plan(
        @Nullable BrokerTarget broker,
        @Nullable String pin,
        @Nullable String apn,
        Duration patience) {}
