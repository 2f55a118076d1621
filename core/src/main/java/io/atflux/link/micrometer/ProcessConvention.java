package io.atflux.link.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.Callable;

/** The convention for a message that is handed to a subscriber. The subscriber's filter is the template of the topic. */
final class ProcessConvention implements ObservationConvention<ProcessContext> {

    private static final ProcessConvention ONLY = new ProcessConvention();

    static Callable<Observation> observation(ProcessContext about, ObservationRegistry registry) {
        return () -> Observation.createNotStarted(ONLY, () -> about, registry);
    }

    @Override
    public String getName() {
        return "messaging.process.duration";
    }

    @Override
    public String getContextualName(ProcessContext context) {
        return "process " + context.filter();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ProcessContext context) {
        return MessagingKeys.low(context, "process", "process")
                .and(KeyValue.of("messaging.destination.template", context.filter()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ProcessContext context) {
        return MessagingKeys.high(context.message());
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ProcessContext;
    }
}
