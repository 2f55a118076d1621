package io.atflux.standard;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Payload;
import io.atflux.line.LineShape;
import io.atflux.profile.AtProfile;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One session and unsolicited texts that imitate any line of a modem. */
final class TextWorld implements Run {

    private static final String[] NAMES = {"+CMT", "+CBM", "+CDS", "+CUSD", "+CREG"};
    private static final Overflow ALL = Overflow.error(100_000);

    private final Random random;
    private final List<String> wrong = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock(this::settle, this::thrown);
    private final Transcript transcript = new Transcript(() -> clock.elapsed());
    private final SerialLine line;
    private final SlowModem modem;
    private final Messages messages;
    private final AtSession session;
    private final List<Request> requests = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final String mode;
    private final boolean impatient;
    private boolean texts;
    private int tokens;

    /**
     * @param echoes whether texts imitate echoes as well, except on a modem that echoes: there they cannot be told from
     *     its own
     * @param impatient whether commands are cancelled while their answers come
     */
    TextWorld(long seed, List<AtProfile> profiles, Dialect dialect, boolean echoes, boolean impatient) {
        this.impatient = impatient;
        random = new Random(seed);
        int longestPiece = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 4096;
        line = new SerialLine(clock, new Random(random.nextLong()), dialect, false, 0, longestPiece, transcript);
        AtProfile profile = profiles.get(random.nextInt(profiles.size()));
        Habits habits = Habits.draw(random).quick(Duration.ofMillis(200 + random.nextInt(2_000)));
        boolean pdu = random.nextInt(4) == 0;
        boolean counted = random.nextInt(3) == 0;
        boolean learned = !habits.echo() || profile.name().equals("L610") && dialect == Dialect.CR_LF;
        messages = new Messages(
                random, new Imitations(random, dialect, echoes && !habits.echo()), dialect, learned, pdu, counted);
        mode = profile.name() + " " + dialect + (habits.echo() ? " echo" : "")
                + (pdu ? " PDU" : counted ? " counted" : "");
        transcript.note(mode + " " + habits);
        Random modems = new Random(random.nextLong());
        modem = new SlowModem(clock, line, habits, new Answers(habits, modems, messages::read), this::comes, modems);
        session = Objects.requireNonNull(AtClient.over(line)
                .timer(clock)
                .profile(profile)
                .random(new Random(random.nextLong()))
                .connect()
                .block());
        session.events().subscribe(event -> transcript.note("  " + event), lost -> {});
        for (String name : NAMES) {
            session.urcs(UrcType.of(LineShape.named(name)), ALL).subscribe(l -> heard.add(l.text()), lost -> {});
        }
        session.urcs(UrcType.of(LineShape.whole("RING")), ALL).subscribe(l -> heard.add(l.text()), lost -> {});
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

    private @Nullable Printed comes() {
        return texts ? messages.comes() : null;
    }

    @Override
    public List<String> run() {
        for (int i = 0; i < 12; i++) {
            clock.after(Duration.ofSeconds(5L * i), () -> subscribe(typed("AT+CSQ", "+CSQ")));
        }
        clock.run(Duration.ofSeconds(100));
        texts = true;
        for (int i = 0; i < 80; i++) {
            subscribe(prepared());
            clock.run(Duration.ofMillis(random.nextInt(2_000)));
        }
        texts = false;
        clock.run(Duration.ofMinutes(20));
        Judge judge = new Judge(line, modem.executions());
        requests.forEach(judge::judge);
        wrong.addAll(judge.violations());
        // While a session resynchronises, no line is more of a text: those may be heard as the lines that they imitate.
        if (!impatient) {
            judgeHeard();
        }
        return wrong;
    }

    /** Each result code was heard as often as it came, and no other was heard. */
    private void judgeHeard() {
        List<String> came = new ArrayList<>(line.delivered().stream()
                .filter(p -> p.owner == null)
                .map(p -> p.pieces().get(0))
                .toList());
        for (String text : heard) {
            if (!came.remove(text.split("[\r\n]")[0])) {
                wrong.add("no result code: " + text);
            }
        }
        came.forEach(text -> wrong.add("not heard: " + text));
    }

    private void subscribe(Mono<AtReply> mono) {
        mono.subscribe(reply -> {}, failure -> {});
    }

    private Mono<AtReply> prepared() {
        return switch (random.nextInt(8)) {
            case 0 -> typed("AT+CSQ", "+CSQ");
            case 1 -> typed("AT+CMGR=" + token(), "+CMGR");
            case 2 -> raw("AT+CMGR=" + token());
            case 3 -> raw("AT+CMGL=4");
            case 4 -> typed("AT+CMGL=\"ALL\"", "+CMGL");
            case 5 -> message();
            default -> raw("AT+CPBR=" + token());
        };
    }

    private int token() {
        return 10_000 + tokens++;
    }

    private Mono<AtReply> typed(String text, String answer) {
        AtCommand<AtReply> command =
                AtCommand.of(text).answeredBy(LineShape.named(answer)).timeout(patience(30_000));
        return watched(command, text, null);
    }

    private Mono<AtReply> raw(String text) {
        return watched(AtCommand.raw(text).timeout(patience(30_000)), text, null);
    }

    private Mono<AtReply> message() {
        String text = "AT+CMGS=\"" + token() + "\"";
        byte[] payload = ("hello " + text.substring(8)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] entered = Arrays.copyOf(payload, payload.length + 1);
        entered[payload.length] = 0x1a;
        AtCommand<AtReply> command =
                AtCommand.of(text).payload(Payload.text(payload)).timeout(patience(60_000));
        return watched(command, text, entered);
    }

    private Duration patience(int millis) {
        return Duration.ofMillis(impatient && texts && random.nextInt(3) == 0 ? 1 + random.nextInt(300) : millis);
    }

    private Mono<AtReply> watched(AtCommand<AtReply> command, String text, byte @Nullable [] entered) {
        Request request = new Request(clock, text, line.connection(), entered, false);
        requests.add(request);
        return request.watch(session.send(command));
    }

    String mode() {
        return mode;
    }

    @Override
    public String transcript() {
        return transcript.toString();
    }
}
