package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkState;
import io.atflux.mqtt.MqttMessage;
import io.atflux.samples.cli.Shown;
import io.atflux.samples.cli.Streams;
import java.io.PrintStream;

/** For people: messages on standard output, a line each; what was not confirmed on standard error. */
final class TextLinkPrinter implements LinkPrinter {

    private final PrintStream out;
    private final PrintStream err;

    TextLinkPrinter(Streams streams) {
        this.out = streams.out();
        this.err = streams.err();
    }

    /** States are the narrator's, which tells of them in both forms. */
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
