package io.atflux.link.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.Callable;
import reactor.util.context.ContextView;

/** The convention for a publish and an enqueue. The span's name omits the topic: there may be as many topics as devices. */
final class PublishConvention implements ObservationConvention<PublishContext> {

    private static final PublishConvention ONLY = new PublishConvention();

    static Callable<Observation> observation(PublishContext about, ObservationRegistry registry, ContextView context) {
        return () -> {
            Observation one = Observation.createNotStarted(ONLY, () -> about, registry);
            Object parent = context.getOrDefault(Watched.KEY, null);
            return parent instanceof Observation known ? one.parentObservation(known) : one;
        };
    }

    @Override
    public String getName() {
        return "messaging.client.operation.duration";
    }

    @Override
    public String getContextualName(PublishContext context) {
        return context.operation();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(PublishContext context) {
        return MessagingKeys.low(context, context.operation(), context.type())
                .and(KeyValue.of("atflux.outcome", context.outcome()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(PublishContext context) {
        KeyValues known = MessagingKeys.high(context.message());
        String id = context.id();
        return id == null ? known : known.and(KeyValue.of("messaging.message.id", id));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof PublishContext;
    }
}
