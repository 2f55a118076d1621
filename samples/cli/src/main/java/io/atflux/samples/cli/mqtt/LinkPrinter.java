package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkState;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.cli.Streams;

/** Prints the events of a link on the program's streams; on the program's own thread. */
interface LinkPrinter {

    static LinkPrinter of(boolean json, Streams streams) {
        return json ? new JsonLinkPrinter(streams.out()) : new TextLinkPrinter(streams);
    }

    void state(LinkState state);

    void message(MqttMessage message);

    void delivery(Delivery delivery);
}
