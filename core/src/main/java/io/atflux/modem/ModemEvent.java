package io.atflux.modem;

/**
 * A module's own report about its state. No event gets another component: more to tell is a new event, which programs must expect.
 */
public sealed interface ModemEvent {

    /** Whether its settings may be back to their defaults: the module, or its SIM, started anew. */
    default boolean meansRestart() {
        return this instanceof Banner || this instanceof SimReady;
    }

    /** The module started: {@code AT command ready}. */
    record Banner(String text) implements ModemEvent {}

    /** The SIM can be used. In mid-operation this means a restart of the module, or a card put in again. */
    record SimReady() implements ModemEvent {}

    /** The SIM cannot be used any more. */
    record SimDropped() implements ModemEvent {}

    /** The card was taken out. */
    record SimRemoved() implements ModemEvent {}

    /** A card was put in. */
    record SimInserted() implements ModemEvent {}

    /** The bearer came up, with nobody waiting for it. */
    record BearerUp(Bearer bearer) implements ModemEvent {}

    /** The bearer is gone; dial again. */
    record BearerLost() implements ModemEvent {}

    /** The network changed its mind about us. */
    record RegistrationChanged(Registration registration) implements ModemEvent {}

    /** Something else, as it stands: SIM toolkit, network causes. */
    record Notice(String text) implements ModemEvent {}
}
