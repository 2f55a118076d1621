package io.atflux.link.micrometer;

/** The meters that {@link MicrometerLinkMeters} registers for each link. {@code docs/metrics.md} lists the same. */
public enum LinkMeters {
    PHASE("atflux.link.phase", "gauge", "phase", "1 for the phase that the link is in, 0 for all others"),
    CAUSE("atflux.link.cause", "gauge", "cause", "1 while this is why the link is not ready; from its first time on"),
    LOSSES("atflux.link.losses", "counter", "cause", "How often a link that was ready was lost"),
    OUTAGE("atflux.link.outage", "timer", "cause", "From a loss to ready again; its count is that of reconnects"),
    RUNGS("atflux.link.rungs", "counter", "rung", "Rungs of the ladder of recovery that were taken"),
    IN("atflux.link.messages.in", "counter", "", "Messages received"),
    OUT("atflux.link.messages.out", "timer", "outcome", "From giving a message to the link to its end"),
    DROPPED("atflux.link.messages.dropped", "counter", "", "Messages lost by subscribers that did not keep up"),
    DUPLICATED(
            "atflux.link.messages.duplicated",
            "counter",
            "",
            "Confirmed messages of which an attempt before may have reached the broker as well"),
    PUBLISHES("atflux.link.publishes", "gauge", "", "Publishes whose end is not known yet"),
    OUTBOX("atflux.link.outbox.messages", "gauge", "", "Messages in the outbox"),
    OUTBOX_BYTES("atflux.link.outbox.bytes", "gauge", "", "Bytes of the topics and payloads in the outbox"),
    OUTBOX_AGE("atflux.link.outbox.age", "gauge", "", "How long the oldest message in the outbox has waited"),
    SIGNAL("atflux.link.signal", "gauge", "", "Received signal strength in dBm; not a number while it is not known");

    private final String id;
    private final String type;
    private final String tags;
    private final String description;

    LinkMeters(String id, String type, String tags, String description) {
        this.id = id;
        this.type = type;
        this.tags = tags;
        this.description = description;
    }

    /** The meter's name. */
    public String id() {
        return id;
    }

    /** Timer, counter or gauge. */
    public String type() {
        return type;
    }

    /** The tags' names beside those of the link. */
    public String tags() {
        return tags;
    }

    /** What it counts or measures. */
    public String description() {
        return description;
    }
}
