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
 * Registers Micrometer {@link LinkMeters} for links. Needs {@code io.micrometer:micrometer-core}. One instance serves all links. A link's
 * meters are removed when it is closed. A meter of a cause, an outcome or a rung exists from its first occurrence on.
 *
 * <pre>{@code
 * LinkOptions.builder().observer(new MicrometerLinkMeters(registry))
 * }</pre>
 */
public final class MicrometerLinkMeters implements LinkObserverFactory {

    private final MeterRegistry registry;
    private final Function<? super LinkIdentity, ? extends Iterable<Tag>> tags;

    /** Distinguishes links by the tags {@code line} and {@code client}. */
    public MicrometerLinkMeters(MeterRegistry registry) {
        this(registry, link -> Tags.of("line", link.line(), "client", Integer.toString(link.client())));
    }

    /**
     * @param tags added to each meter of a link. They must be unique to the link: two links with the same tags would share their meters,
     *     and lose them when the first is closed. If it throws, the link has no meters
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
