package io.atflux.link.internal.machine;

import java.util.List;

/**
 * The result of an event. Complete by its nature.
 *
 * @param state the new state
 * @param effects the effects to perform, in this order
 */
public record Step(MachineState state, List<Effect> effects) {}
