package io.atflux.modem;

/** What a module says when it is asked whether it has an IP address. */
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
