package io.atflux.link.micrometer;

import io.atflux.link.LinkIdentity;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkObserverFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Objects;
import java.util.function.Function;

/**
 * Turns the lives of links into Micrometer {@link LinkMeters}. Needs {@code io.micrometer:micrometer-core}. One for all links. A link's
 * meters are removed when it is closed. A meter of a cause, an outcome or a rung exists from its first time on.
 *
 * <pre>{@code
 * LinkOptions.builder().observer(new MicrometerLinkMeters(registry))
 * }</pre>
 */
public final class MicrometerLinkMeters implements LinkObserverFactory {

    private final MeterRegistry registry;
    private final Function<? super LinkIdentity, ? extends Iterable<Tag>> tags;

    /** The tags {@code line} and {@code client} tell links apart. */
    public MicrometerLinkMeters(MeterRegistry registry) {
        this(registry, link -> Tags.of("line", link.line(), "client", Integer.toString(link.client())));
    }

    /**
     * @param tags go with every meter of a link. They must tell links apart: two with the same tags would share their meters, and lose
     *     them when the first one is closed. If it throws, the link has no meters
     */
    public MicrometerLinkMeters(MeterRegistry registry, Function<? super LinkIdentity, ? extends Iterable<Tag>> tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = Objects.requireNonNull(tags, "tags");
    }

    @Override
    public LinkObserver observer(LinkIdentity link) {
        return new LinkRecorder(new OwnMeters(registry, Tags.of(tags.apply(link))));
    }
}
