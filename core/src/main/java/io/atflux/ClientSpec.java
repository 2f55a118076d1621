package io.atflux;

import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransport;

/**
 * The settings of an {@link AtClient}, read-only. Immutable.
 *
 * <pre>{@code
 * client.options(client.spec().options().mutate().probes(5).build())
 * }</pre>
 */
public final class ClientSpec {

    private final AtTransport transport;
    private final AtProfile profile;
    private final AtOptions options;

    ClientSpec(AtTransport transport, AtProfile profile, AtOptions options) {
        this.transport = transport;
        this.profile = profile;
        this.options = options;
    }

    /** The transport on which sessions are opened. */
    public AtTransport transport() {
        return transport;
    }

    /** The module's profile: the generic profile unless another was set. */
    public AtProfile profile() {
        return profile;
    }

    /** Limits and settings of its sessions. */
    public AtOptions options() {
        return options;
    }
}
