package io.atflux.link.request;

/** The counts of responses at one moment. Immutable. */
public final class RequestStatistics {

    private final int inFlight;
    private final long answered;
    private final long duplicates;
    private final long late;
    private final long unknown;

    RequestStatistics(int inFlight, long answered, long duplicates, long late, long unknown) {
        this.inFlight = inFlight;
        this.answered = answered;
        this.duplicates = duplicates;
        this.late = late;
        this.unknown = unknown;
    }

    /** The number of pending requests. */
    public int inFlight() {
        return inFlight;
    }

    /** The number of answered requests. */
    public long answered() {
        return answered;
    }

    /** The number of responses to requests that were answered already, among the last 4,096 requests. */
    public long duplicates() {
        return duplicates;
    }

    /** The number of responses to requests that were given up, among the last 4,096 requests. */
    public long late() {
        return late;
    }

    /** The number of messages that match the filter and answer no known request. */
    public long unknown() {
        return unknown;
    }

    @Override
    public String toString() {
        return inFlight + " in flight, " + answered + " answered; dropped: " + duplicates + " duplicates, " + late
                + " late, " + unknown + " unknown";
    }
}
