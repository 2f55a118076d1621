package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkState;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.cli.Shown;
import io.atflux.samples.cli.Streams;
import java.io.PrintStream;

/** The text form: messages on standard output, one per line; unconfirmed ones on standard error. */
final class TextLinkPrinter implements LinkPrinter {

    private final PrintStream out;
    private final PrintStream err;

    TextLinkPrinter(Streams streams) {
        this.out = streams.out();
        this.err = streams.err();
    }

    /** The narrator reports states in both forms. */
    @Override
    public void state(LinkState state) {}

    @Override
    public void message(MqttMessage message) {
        out.println(Shown.text(message.topic()) + " " + MessageBytes.shown(message.payload()));
        out.flush();
    }

    @Override
    public void delivery(Delivery delivery) {
        if (delivery.possiblyDuplicated()) {
            err.println("atflux: " + delivery.name() + " may have arrived more than once");
        }
    }
}
