package io.atflux.modem;

/**
 * A module's answer to the query for its IP address. No state gets another component in later releases; a new state is added
 * instead, which programs must expect.
 */
public sealed interface BearerState {

    /** It has no address. */
    record Down() implements BearerState {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** It has an address. */
    record Up(Bearer bearer) implements BearerState {
        @Override
        public String toString() {
            return bearer.toString();
        }
    }

    /** It is obtaining or releasing an address. */
    record Busy() implements BearerState {
        @Override
        public String toString() {
            return "busy";
        }
    }

    /** It reports an address, but the bearer carries no traffic and must be released first. */
    record Stale(Bearer bearer) implements BearerState {
        @Override
        public String toString() {
            return "stale " + bearer;
        }
    }
}
