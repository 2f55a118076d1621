package io.atflux.samples.gateway.web;

import io.atflux.AtDeadline;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.error.AtUsageException;
import io.atflux.link.ConnectedModule;
import io.atflux.samples.gateway.doctor.Check;
import io.atflux.samples.gateway.doctor.Doctor;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.transcript.TranscriptEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A modem's line: its transcript, the doctor, and raw commands. */
@RestController
@RequestMapping("/api/modems/{name}")
final class LineController {

    private static final int USUAL_SECONDS = 10;

    private final Fleet fleet;
    private final Doctor doctor;
    private final Streams streams;

    LineController(Fleet fleet, Doctor doctor, Streams streams) {
        this.fleet = fleet;
        this.doctor = doctor;
        this.streams = streams;
    }

    /** The last 200 lines, and then those that come, each with its meaning to the session. */
    @GetMapping(path = "/transcript", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<TranscriptEntry>> transcript(@PathVariable String name) {
        return streams.live(fleet.require(name).transcript().entries().map(entry -> Streams.event("line", entry)));
    }

    /** Checks the modem from the line to the broker. */
    @PostMapping("/doctor")
    Flux<Check> doctor(@PathVariable String name) {
        return doctor.examine(fleet.require(name));
    }

    /** Ends the link's present wait and tries again at once, for an operator who has mended something. */
    @PostMapping("/look-again")
    Mono<Void> lookAgain(@PathVariable String name) {
        return Mono.fromRunnable(() -> fleet.require(name).link().lookAgain());
    }

    /**
     * Sends a line as it stands, in its turn among the link's own commands. The link looks at the module afterwards: it may have been
     * switched off, unlocked or reset.
     */
    @PostMapping(path = "/at", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer> at(@PathVariable String name, @Valid @RequestBody RawCommand raw) {
        ManagedModem modem = fleet.require(name);
        ConnectedModule module =
                modem.module().orElseThrow(() -> Problems.noLine(modem.link().state()));
        Duration limit = Duration.ofSeconds(raw.seconds() == null ? USUAL_SECONDS : raw.seconds());
        return Mono.defer(
                        () -> module.session().send(AtCommand.raw(raw.command()).timeout(limit)))
                // A link that dials has the line for minutes.
                .contextWrite(AtDeadline.within(limit.multipliedBy(2)))
                .onErrorMap(AtUsageException.class, refused -> Problems.of("command", refused))
                .map(Answer::of)
                .doFinally(end -> modem.link().lookAgain());
    }

    /**
     * A command.
     *
     * @param seconds how long its answer may take, and how long it waits for its turn before; 10 unless it says otherwise
     */
    record RawCommand(
            @NotBlank String command,
            @Nullable @Min(1) @Max(300) Integer seconds) {}

    /** A modem's answer, secrets masked. */
    record Answer(List<String> lines, String result, long millis) {

        static Answer of(AtReply reply) {
            return new Answer(
                    reply.lines().stream().map(Object::toString).toList(),
                    reply.result() instanceof FinalResult.Ok
                            ? "OK"
                            : reply.result().toString(),
                    reply.elapsed().toMillis());
        }
    }
}
