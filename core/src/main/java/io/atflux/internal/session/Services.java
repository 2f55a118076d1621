package io.atflux.internal.session;

import io.atflux.AtOptions;
import io.atflux.internal.publish.Counters;
import io.atflux.internal.publish.EventStreams;
import io.atflux.internal.publish.IsolatedObserver;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.trace.WireTap;
import io.atflux.observe.SessionObserver;
import io.atflux.profile.AtProfile;
import io.netty.util.concurrent.EventExecutor;

/** The objects that all parts of one session share. */
public final class Services {

    public final EventExecutor loop;
    public final AtProfile profile;
    public final AtOptions options;
    public final Wire wire;
    public final Deadlines deadlines;
    public final WireTap tap;
    public final SessionObserver observer;
    public final Counters counters;
    public final EventStreams events;

    public Services(
            EventExecutor loop, Wire wire, AtProfile profile, AtOptions options, Deadlines deadlines, WireTap tap) {
        this.loop = loop;
        this.profile = profile;
        this.options = options;
        this.wire = wire;
        this.deadlines = deadlines;
        this.tap = tap;
        this.observer = IsolatedObserver.of(options.observer());
        this.counters = new Counters(observer);
        this.events = new EventStreams(loop, profile, counters, tap);
    }

    /** The session's clock, in nanoseconds. */
    public long now() {
        return deadlines.now();
    }
}
