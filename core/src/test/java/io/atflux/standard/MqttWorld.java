package io.atflux.standard;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.urc.Overflow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import reactor.core.publisher.Mono;

/** An L610 whose two MQTT clients publish and receive, while messages imitate any of its lines. */
final class MqttWorld implements Run {

    private static final String[] FILTERS = {"a/1", "a/+", "b/#", "#", "+/1"};
    private static final String[] TOPICS = {"a/1", "a/2", "b", "b/x/y", "c/1"};

    private final Random random;
    private final List<String> wrong = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock(this::settle, this::thrown);
    private final Transcript transcript = new Transcript(() -> clock.elapsed());
    private final SerialLine line;
    private final SlowModem modem;
    private final Imitations imitations;
    private final L610 module;
    private final MqttJudge judge;
    private final List<Request> requests = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final boolean quoted;
    private final String mode;
    private boolean messages;
    private int tokens = 10_000;

    /**
     * @param echoes whether messages imitate echoes as well, except on a modem that echoes: there they cannot be told
     *     from its own
     */
    MqttWorld(long seed, boolean echoes) {
        random = new Random(seed);
        int longestPiece = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 4096;
        line = new SerialLine(clock, new Random(random.nextLong()), Dialect.CR_LF, false, 0, longestPiece, transcript);
        Habits habits = Habits.draw(random).quick(Duration.ofMillis(100 + random.nextInt(1_000)));
        quoted = random.nextBoolean();
        imitations = new Imitations(random, Dialect.CR_LF, echoes && !habits.echo());
        Random modems = new Random(random.nextLong());
        Answers answers = new Answers(habits, modems, new MqttAnswers(modems)::to);
        modem = new SlowModem(clock, line, habits, answers, this::comes, modems);
        judge = new MqttJudge(line, modem.executions());
        boolean interleaved = random.nextBoolean();
        boolean starved = random.nextBoolean();
        mode = (quoted ? "quoted" : "unquoted") + (habits.echo() ? " echo" : "") + (starved ? " starved" : "");
        transcript.note(mode + " " + habits);
        L610Profile.Builder profile = L610Profile.builder();
        StarvedScheduler late = new StarvedScheduler(clock, new Random(random.nextLong()));
        Random words = new Random(random.nextLong());
        module = Objects.requireNonNull(L610.over(line)
                .profile(profile.interleavedMqtt(interleaved).build())
                .session(client -> {
                    var timed = client.timer(clock).random(words);
                    return starved ? timed.deliverOn(late) : timed;
                })
                .connect()
                .block());
        module.session().events().subscribe(event -> transcript.note("  " + event), lost -> {});
    }

    private void thrown(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        transcript.note("thrown " + trace);
        wrong.add("thrown: " + thrown);
    }

    private void settle() {
        line.settle();
    }

    private Printed comes() {
        if (!messages || random.nextInt(5) == 0) {
            return Printed.resultCode(random.nextBoolean() ? "+SIM READY" : "+CREG: 1");
        }
        int client = 1 + random.nextInt(2);
        String topic = TOPICS[random.nextInt(TOPICS.length)];
        String payload = imitations.text().stripLeading();
        String quote = quoted ? "\"" : "";
        Printed printed = Printed.resultCode(
                "+MQTTMSG: " + client + ", 0, " + quote + topic + quote + ", " + quote + payload + quote);
        judge.printed(printed, client, topic, payload);
        return printed;
    }

    @Override
    public List<String> run() {
        for (int client = 1; client <= 2; client++) {
            module.mqtt(client).open(Broker.tcp("broker.example", 1883)).subscribe(nothing -> {}, failure -> {});
        }
        clock.run(Duration.ofSeconds(60));
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            listen();
        }
        clock.run(Duration.ofSeconds(60));
        messages = true;
        for (int i = 0; i < 60; i++) {
            act();
            clock.run(Duration.ofMillis(random.nextInt(2_000)));
        }
        messages = false;
        clock.run(Duration.ofMinutes(20));
        Judge replies = new Judge(line, modem.executions());
        requests.forEach(replies::judge);
        wrong.addAll(replies.violations());
        published.forEach(p -> judge.judge(p, wrong));
        subscribers.forEach(s -> judge.judge(s, wrong));
        return wrong;
    }

    private void listen() {
        Subscriber one = new Subscriber(1 + random.nextInt(2), FILTERS[random.nextInt(FILTERS.length)], clock.step());
        subscribers.add(one);
        module.mqtt(one.client)
                .messages(one.filter, Qos.AT_MOST_ONCE, Overflow.error(100_000))
                .subscribe(one.given::add, failure -> one.failed = true);
    }

    private void act() {
        switch (random.nextInt(3)) {
            case 0 -> ask("AT+CPBR=" + tokens++);
            case 1 -> ask(spelled(random.nextBoolean() ? "AT+CSQ" : "AT+CREG?", requests.size()));
            default -> publish();
        }
    }

    /**
     * In upper and lower case letters that no other request has: a late result must not be taken for a later request's.
     */
    private static String spelled(String text, int number) {
        StringBuilder out = new StringBuilder();
        int bit = 0;
        for (char c : text.toCharArray()) {
            boolean small = Character.isLetter(c) && (number >> bit++ & 1) == 1;
            out.append(small ? Character.toLowerCase(c) : c);
        }
        return out.toString();
    }

    private void ask(String text) {
        Request request = new Request(clock, text, line.connection(), null, false);
        requests.add(request);
        AtCommand<AtReply> command = AtCommand.raw(text).timeout(Duration.ofSeconds(60));
        request.watch(module.session().send(command)).subscribe(reply -> {}, failure -> {});
    }

    private void publish() {
        String text = random.nextBoolean() ? "t" + tokens : imitations.any();
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        Published one = new Published(1 + random.nextInt(2), "out/" + tokens++, payload);
        published.add(one);
        Mono.from(module.mqtt(one.client).publish(MqttMessage.of(one.topic, payload)))
                .doOnTerminate(() -> {
                    one.ends++;
                    one.ended = clock.step();
                })
                .subscribe(receipt -> one.receipt = receipt, failure -> one.failure = failure);
    }

    String mode() {
        return mode;
    }

    @Override
    public String transcript() {
        return transcript.toString();
    }
}
