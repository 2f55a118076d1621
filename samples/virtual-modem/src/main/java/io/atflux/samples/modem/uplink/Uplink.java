package io.atflux.samples.modem.uplink;

import java.util.function.Consumer;

/**
 * The network behind the module's built-in MQTT client and its sockets. The machine asks, an implementation answers: a real MQTT 3.1.1
 * client in front of a real broker, or a scripted one in tests on virtual time.
 *
 * <p>Threads: every method is called on the machine's thread and returns at once. Callbacks may be made on any thread,
 * also before the method that they belong to has returned; the machine brings them to its own thread.
 */
public interface Uplink {

    /**
     * Starts to connect. Exactly one of {@link Events#opened()} and {@link Events#refused(Refusal)} follows, unless
     * {@link Connection#abort()} comes first.
     */
    Connection open(OpenRequest request, Events events);

    /** Starts to look a host name up; exactly one answer follows: an address, empty if there is none. By default there is never one. */
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

        /** Ends it, or gives it up. No callback begins after this has returned. */
        void close();
    }

    /** What becomes of a TCP connection. */
    interface SocketEvents {

        /** It is there. */
        void connected();

        /** It did not come about. */
        void refused();

        /** The other side ended it. */
        void lost();
    }

    /** One MQTT connection, from the attempt to its end. */
    interface Connection {

        /** Subscribes; {@code false} where the broker refuses the filter (return code 0x80) or the connection is gone. */
        void subscribe(byte[] topicFilter, int qos, Result result);

        /** Unsubscribes; {@code true} with UNSUBACK. */
        void unsubscribe(byte[] topicFilter, Result result);

        /** Publishes; {@code true} when written (QoS 0), with PUBACK (QoS 1), with PUBCOMP (QoS 2). */
        void publish(byte[] topic, int qos, boolean retain, byte[] payload, Result result);

        /** Sends DISCONNECT and closes: the broker drops the will. */
        void close(Result result);

        /**
         * Cuts the network connection without DISCONNECT: the broker publishes the will. What was reported before stays
         * reported, and a callback that another thread is just making may end after this has returned; no other one begins.
         */
        void abort();
    }

    /** What comes from the network by itself. */
    interface Events {

        /** CONNACK with return code 0. */
        void opened();

        /** The connection did not come about. */
        void refused(Refusal refusal);

        /** A PUBLISH from the broker; an implementation acknowledges it itself. */
        void message(byte[] topic, int qos, byte[] payload);

        /** An open connection is gone, and not because the machine closed it. */
        void lost(String reason);
    }

    /** How one request ended. */
    interface Result {
        void done(boolean success);
    }
}
