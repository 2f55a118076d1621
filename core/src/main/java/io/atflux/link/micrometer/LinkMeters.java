package io.atflux.link.micrometer;

/** The meters that {@link MicrometerLinkMeters} registers for each link. {@code docs/metrics.md} lists the same. */
public enum LinkMeters {
    PHASE("atflux.link.phase", "gauge", "phase", "1 for the phase that the link is in, 0 for all others"),
    CAUSE(
            "atflux.link.cause",
            "gauge",
            "cause",
            "1 while this is the cause of a link that is not ready; present from its first occurrence on"),
    LOSSES("atflux.link.losses", "counter", "cause", "Losses of a ready link"),
    OUTAGE(
            "atflux.link.outage",
            "timer",
            "cause",
            "Time from a loss until the link is ready again; its count is the number of reconnects"),
    RUNGS("atflux.link.rungs", "counter", "rung", "Rungs of the recovery ladder that were taken"),
    IN("atflux.link.messages.in", "counter", "", "Messages received"),
    OUT(
            "atflux.link.messages.out",
            "timer",
            "outcome",
            "Time from the call that gives a message to the link until its outcome"),
    DROPPED("atflux.link.messages.dropped", "counter", "", "Messages lost by slow subscribers"),
    DUPLICATED(
            "atflux.link.messages.duplicated",
            "counter",
            "",
            "Confirmed messages of which an earlier attempt may have reached the broker as well"),
    PUBLISHES("atflux.link.publishes", "gauge", "", "Publishes without an outcome yet"),
    OUTBOX("atflux.link.outbox.messages", "gauge", "", "Messages in the outbox"),
    OUTBOX_BYTES("atflux.link.outbox.bytes", "gauge", "", "Bytes of the topics and payloads in the outbox"),
    OUTBOX_AGE("atflux.link.outbox.age", "gauge", "", "Age of the oldest message in the outbox"),
    SIGNAL("atflux.link.signal", "gauge", "", "Received signal strength in dBm; NaN while it is unknown");

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

    /** The names of the tags in addition to those of the link. */
    public String tags() {
        return tags;
    }

    /** The quantity that the meter counts or measures. */
    public String description() {
        return description;
    }
}
