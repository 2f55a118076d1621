package io.atflux.samples.modem.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Records the reports of an uplink, in order. */
class Recorder implements Uplink.Events {

    private static final int LIMIT_SECONDS = 40;

    record Message(String topic, int qos, byte[] payload) {}

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    @Override
    public void opened() {
        events.add("opened");
    }

    @Override
    public void refused(Refusal refusal) {
        events.add(refusal);
    }

    @Override
    public void message(byte[] topic, int qos, byte[] payload) {
        events.add(new Message(new String(topic, StandardCharsets.UTF_8), qos, payload));
    }

    @Override
    public void lost(String reason) {
        events.add("lost");
    }

    Object next() throws InterruptedException {
        Object event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("an event within %d s", LIMIT_SECONDS).isNotNull();
        return event;
    }

    Recorder awaitOpened() throws InterruptedException {
        assertThat(next()).isEqualTo("opened");
        return this;
    }

    Recorder awaitLost() throws InterruptedException {
        assertThat(next()).isEqualTo("lost");
        return this;
    }

    Message message() throws InterruptedException {
        Object event = next();
        assertThat(event).isInstanceOf(Message.class);
        return (Message) event;
    }

    Refusal refusal() throws InterruptedException {
        Object event = next();
        assertThat(event).isInstanceOf(Refusal.class);
        return (Refusal) event;
    }

    void assertSilent() {
        assertThat(events).isEmpty();
    }

    /** Makes a request and waits for its result. */
    static boolean ask(java.util.function.Consumer<Uplink.Result> request) throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        request.accept(success -> assertThat(answer.complete(success))
                .as("a result is told one time")
                .isTrue());
        return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
