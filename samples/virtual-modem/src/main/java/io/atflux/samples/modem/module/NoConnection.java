package io.atflux.samples.modem.module;

import io.atflux.samples.modem.uplink.Uplink;

/** The connection of an attempt that never reaches the network. */
public final class NoConnection implements Uplink.Connection {

    @Override
    public void subscribe(byte[] topicFilter, int qos, Uplink.Result result) {
        result.done(false);
    }

    @Override
    public void unsubscribe(byte[] topicFilter, Uplink.Result result) {
        result.done(false);
    }

    @Override
    public void publish(byte[] topic, int qos, boolean retain, byte[] payload, Uplink.Result result) {
        result.done(false);
    }

    @Override
    public void close(Uplink.Result result) {
        result.done(false);
    }

    @Override
    public void abort() {}
}
