package io.atflux.modem;

/** What a module says when it is asked whether it has an IP address. */
public sealed interface BearerState {

    /** It has none. */
    record Down() implements BearerState {}

    /** It has one. */
    record Up(Bearer bearer) implements BearerState {}

    /** It is getting or releasing one. */
    record Busy() implements BearerState {}

    /** It says that it has one, but that one carries nothing: to be released first. */
    record Stale(Bearer bearer) implements BearerState {}
}
