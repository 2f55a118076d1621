package io.atflux.samples.modem.uplink;

import java.util.function.Consumer;

/**
 * The network as the module's built-in MQTT client and sockets use it. The machine makes requests and an implementation
 * answers: a real MQTT 3.1.1 client of a real broker, or a scripted one in tests on virtual time.
 *
 * <p>Threads: every method is called on the machine's thread and returns at once. Callbacks may be made on any thread,
 * also before the method that they belong to has returned; the machine moves them to its own thread.
 */
public interface Uplink {

    /**
     * Starts to connect. Exactly one of {@link Events#opened()} and {@link Events#refused(Refusal)} follows, unless
     * {@link Connection#abort()} comes first.
     */
    Connection open(OpenRequest request, Events events);

    /**
     * Starts to look a host name up; exactly one answer follows: an address, empty if there is none. By default there
     * is no answer.
     */
    default void lookUp(String host, Consumer<String> answer) {
        answer.accept("");
    }

    /**
     * Starts a plain TCP connection; exactly one of {@link SocketEvents#connected()} and {@link SocketEvents#refused()} follows. By
     * default it is refused.
     */
    default Socket connect(String host, int port, SocketEvents events) {
        events.refused();
        return () -> {};
    }

    /** A TCP connection, from the attempt to its end. */
    interface Socket {

        /** Closes the connection or cancels the attempt. No callback begins after this method has returned. */
        void close();
    }

    /** The events of a TCP connection. */
    interface SocketEvents {

        /** The connection is established. */
        void connected();

        /** The connection was refused. */
        void refused();

        /** The peer ended the connection. */
        void lost();
    }

    /** One MQTT connection, from the attempt to its end. */
    interface Connection {

        /** Subscribes; {@code false} if the broker refuses the filter (return code 0x80) or the connection is gone. */
        void subscribe(byte[] topicFilter, int qos, Result result);

        /** Unsubscribes; {@code true} with UNSUBACK. */
        void unsubscribe(byte[] topicFilter, Result result);

        /** Publishes; {@code true} when written (QoS 0), with PUBACK (QoS 1), with PUBCOMP (QoS 2). */
        void publish(byte[] topic, int qos, boolean retain, byte[] payload, Result result);

        /** Sends DISCONNECT and closes: the broker drops the will. */
        void close(Result result);

        /**
         * Cuts the network connection without DISCONNECT: the broker publishes the will. Earlier reports stay valid. A
         * callback that another thread is making may end after this method has returned; no other one begins.
         */
        void abort();
    }

    /** The events that the network causes. */
    interface Events {

        /** CONNACK with return code 0. */
        void opened();

        /** The connection was refused. */
        void refused(Refusal refusal);

        /** A PUBLISH from the broker; the implementation acknowledges it. */
        void message(byte[] topic, int qos, byte[] payload);

        /** An open connection was lost; the machine did not close it. */
        void lost(String reason);
    }

    /** Receives the outcome of one request. */
    interface Result {
        void done(boolean success);
    }
}
