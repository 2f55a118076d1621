package io.atflux.modem;

/**
 * A module's own report about its state. No event gets another component in later releases; a new event is added instead, which
 * programs must expect.
 */
public sealed interface ModemEvent {

    /** Whether the module's settings may be back to their defaults, because the module or its SIM has restarted. */
    default boolean meansRestart() {
        return this instanceof Banner || this instanceof SimReady;
    }

    /** The module started: {@code AT command ready}. */
    record Banner(String text) implements ModemEvent {}

    /** The SIM is usable. During operation this means a restart of the module, or a card inserted again. */
    record SimReady() implements ModemEvent {}

    /** The SIM is no longer usable. */
    record SimDropped() implements ModemEvent {}

    /** The card was removed. */
    record SimRemoved() implements ModemEvent {}

    /** A card was inserted. */
    record SimInserted() implements ModemEvent {}

    /** The bearer came up while no command waited for it. */
    record BearerUp(Bearer bearer) implements ModemEvent {}

    /** The bearer is lost; dial again. */
    record BearerLost() implements ModemEvent {}

    /** The registration changed. */
    record RegistrationChanged(Registration registration) implements ModemEvent {}

    /** Any other report, unchanged: SIM toolkit, network causes. */
    record Notice(String text) implements ModemEvent {}
}
