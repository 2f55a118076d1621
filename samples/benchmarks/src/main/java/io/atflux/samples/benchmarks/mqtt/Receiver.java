package io.atflux.samples.benchmarks.mqtt;

import io.netty.util.concurrent.EventExecutor;

/** Somebody on one line who takes what the modem prints. */
interface Receiver extends AutoCloseable {

    /** The thread that all is received on. */
    EventExecutor loop();

    /** Messages received since the beginning. Asked on the loop. */
    long received();

    @Override
    void close();
}
