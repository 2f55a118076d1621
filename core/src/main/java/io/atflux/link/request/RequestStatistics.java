package io.atflux.link.request;

/** What became of responses, as it was at one moment. Immutable. */
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

    /** Requests that wait for their responses. */
    public int inFlight() {
        return inFlight;
    }

    /** Requests that got theirs. */
    public long answered() {
        return answered;
    }

    /** Responses to requests that had got theirs, of the last 4,096 requests. */
    public long duplicates() {
        return duplicates;
    }

    /** Responses to requests that had been given up, of the last 4,096 requests. */
    public long late() {
        return late;
    }

    /** Messages that fit the filter, and answer no request that is known. */
    public long unknown() {
        return unknown;
    }

    @Override
    public String toString() {
        return inFlight + " in flight, " + answered + " answered; dropped: " + duplicates + " duplicates, " + late
                + " late, " + unknown + " unknown";
    }
}
