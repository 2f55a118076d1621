package io.atflux.link.internal.machine;

import java.util.List;

/**
 * What came of an event. Complete by its nature.
 *
 * @param state the new state
 * @param effects what is to be done now, in this order
 */
public record Step(MachineState state, List<Effect> effects) {}
