package io.atflux.modem;

/**
 * A module's answer to whether it has an IP address. No state gets another component: more to tell is a new state, which programs
 * must expect.
 */
public sealed interface BearerState {

    /** It has none. */
    record Down() implements BearerState {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** It has one. */
    record Up(Bearer bearer) implements BearerState {
        @Override
        public String toString() {
            return bearer.toString();
        }
    }

    /** It is getting or releasing one. */
    record Busy() implements BearerState {
        @Override
        public String toString() {
            return "busy";
        }
    }

    /** It says that it has one, but that one carries nothing: to be released first. */
    record Stale(Bearer bearer) implements BearerState {
        @Override
        public String toString() {
            return "stale " + bearer;
        }
    }
}
