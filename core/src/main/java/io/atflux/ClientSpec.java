package io.atflux;

import io.atflux.profile.AtProfile;
import io.atflux.transport.AtTransport;

/**
 * What an {@link AtClient} was set to, to be read. Immutable.
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

    /** The line that sessions are opened on. */
    public AtTransport transport() {
        return transport;
    }

    /** What the module says: the generic profile unless another was set. */
    public AtProfile profile() {
        return profile;
    }

    /** Limits and habits of its sessions. */
    public AtOptions options() {
        return options;
    }
}
