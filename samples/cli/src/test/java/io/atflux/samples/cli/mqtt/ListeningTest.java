package io.atflux.samples.cli.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtUsageException;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.samples.cli.Streams;
import io.atflux.samples.cli.send.ErrorReport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** The end of {@code sub}, with a scripted link. */
@Timeout(30)
class ListeningTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Streams streams = new Streams(InputStream.nullInputStream(), printing(out), printing(err));
    private StandInLink link = new StandInLink();

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private int run(boolean keepTrying, @Nullable Long count, Runnable happens, String... filters) throws Exception {
        LinkRun run = new LinkRun(streams, LinkPrinter.of(false, streams));
        try (Narrator narrator = Narrator.on(streams.err(), null, keepTrying, LinkRun.CLOSE_LIMIT)) {
            List<TopicFilter> wanted = Stream.of(filters).map(TopicFilter::of).toList();
            Listening listening = new Listening(
                    link.link(), wanted, Qos.AT_LEAST_ONCE, run, new ErrorReport(streams, false), narrator);
            listening.limit(null, keepTrying, count, null);
            Runnable begin = () -> {
                listening.begin();
                happens.run();
            };
            return run.run(link.link(), narrator, begin, Mono.empty());
        }
    }

    private void refuse(String filter) {
        link.listener(filter).tryEmitError(new AtUsageException(AtUsageException.Reason.TOPIC, "not " + filter, null));
    }

    private void say(String filter, String topic) {
        link.listener(filter).tryEmitNext(MqttMessage.of(topic, "1"));
    }

    @Test
    void oneRefusedSubscriptionEndsIt() throws Exception {
        int status = run(false, null, () -> refuse("a"), "a", "b");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("atflux: not a");
    }

    @Test
    void whoKeepsTryingListensToTheRestUntilNothingIsLeft() throws Exception {
        int status = run(
                true,
                null,
                () -> {
                    refuse("a");
                    say("b", "b");
                    refuse("b");
                },
                "a",
                "b");

        assertThat(status).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("b 1\n");
    }

    @Test
    void nothingIsToldAfterTheCountAndOneArrivalIsToldOnce() throws Exception {
        int status = run(
                false,
                2L,
                () -> {
                    say("#", "a");
                    say("a", "a");
                    say("#", "b");
                    say("#", "c");
                },
                "#",
                "a");

        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("a 1\nb 1\n");
    }

    @Test
    void whatOnlyAHumanCanMendEndsItUnlessItKeepsTrying() throws Exception {
        Runnable blocked = () -> link.is(LinkPhase.BLOCKED, LinkCause.SIM_MISSING);

        assertThat(run(false, 1L, blocked, "a")).isEqualTo(1);
        link = new StandInLink();
        int patient = run(
                true,
                1L,
                () -> {
                    blocked.run();
                    link.is(LinkPhase.READY, null);
                    say("a", "a");
                },
                "a");

        assertThat(patient).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("ending: SIM_MISSING is for you to mend", "listening to a (QoS 1)");
    }
}
