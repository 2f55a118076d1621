package io.atflux.samples.benchmarks.mqtt;

import io.netty.util.concurrent.EventExecutor;

/** Receives the modem's output on one line. */
interface Receiver extends AutoCloseable {

    /** The thread that receives. */
    EventExecutor loop();

    /** Messages received since the beginning. Called on the loop. */
    long received();

    @Override
    void close();
}
