package io.atflux.samples.cli.doctor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants to know.
 *
 * @param broker null to leave brokers alone
 * @param pin the SIM's, null to enter none
 * @param apn for a dial, null for the module's own
 * @param patience for each answer, and for what needs time
 */
record Plan(
        @Nullable BrokerTarget broker,
        @Nullable String pin,
        @Nullable String apn,
        Duration patience) {}
