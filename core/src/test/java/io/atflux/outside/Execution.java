package io.atflux.outside;

import org.jspecify.annotations.Nullable;

/** One command line that the peer executed. */
final class Execution {

    final int number;
    final String heard;
    final @Nullable Request of;
    /** A byte of it, or of what was printed for it, was damaged or lost. */
    boolean damaged;

    boolean ok;
    boolean printed;
    boolean delivered;
    boolean lost;

    Execution(int number, String heard, @Nullable Request of, boolean damaged) {
        this.number = number;
        this.heard = heard;
        this.of = of;
        this.damaged = damaged;
    }

    @Override
    public String toString() {
        return "#" + number + " " + heard + (damaged ? " damaged" : "") + (lost ? " lost" : "")
                + (delivered ? " delivered" : printed ? " printed" : " pending") + (ok ? " OK" : " ERROR");
    }
}
