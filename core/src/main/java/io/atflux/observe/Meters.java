package io.atflux.observe;

/** The meters that {@link MicrometerObserver} registers. {@code docs/metrics.md} lists the same. */
public enum Meters {
    COMMAND("atflux.command", "timer", "command, ending", "From a command's first write to its real end"),
    COMMAND_FINAL(
            "atflux.command.final", "timer", "command", "From a command's first write to the OK that was accepted"),
    RESENDS("atflux.command.resends", "counter", "command", "Writes of a command beyond its first"),
    UNSENT("atflux.command.unsent", "counter", "command, ending", "Commands that ended without ever being written"),
    LATE_REPLIES("atflux.late.replies", "counter", "", "Final results of commands that had been given up"),
    LATE_URCS("atflux.late.urcs", "counter", "", "Settling result codes of commands that had been given up"),
    RESYNCS("atflux.resyncs", "counter", "", "Resynchronisations of sessions"),
    UNCLASSIFIED("atflux.lines.unclassified", "counter", "", "Lines that belonged to no command and to no known code"),
    DROPPED("atflux.events.dropped", "counter", "", "Events lost by subscribers that did not keep up"),
    QUEUE("atflux.queue", "gauge", "", "Commands that wait for their line");

    private final String id;
    private final String type;
    private final String tags;
    private final String description;

    Meters(String id, String type, String tags, String description) {
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

    /** The tags' names, in addition to those given to the observer. */
    public String tags() {
        return tags;
    }

    public String description() {
        return description;
    }
}
