package io.atflux.samples.gateway.web;

import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.Minute;
import io.atflux.samples.gateway.fleet.ModemView;
import io.atflux.samples.gateway.fleet.StateChange;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The states of the modems. */
@RestController
@RequestMapping("/api/modems")
final class ModemController {

    private final Fleet fleet;
    private final Streams streams;

    ModemController(Fleet fleet, Streams streams) {
        this.fleet = fleet;
        this.streams = streams;
    }

    /** All of them, those first that need an operator. */
    @GetMapping
    List<ModemView> modems() {
        return fleet.views();
    }

    /** Those that changed, as they change; first all of them. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<ModemView>> events() {
        return streams.live(
                fleet.changes().concatMapIterable(changed -> changed, 1).map(view -> Streams.event("modem", view)));
    }

    /** One of them. */
    @GetMapping("/{name}")
    ModemView modem(@PathVariable String name) {
        return fleet.require(name).view();
    }

    /** The changes of its state, the oldest first. */
    @GetMapping("/{name}/history")
    List<StateChange> history(@PathVariable String name) {
        return fleet.require(name).history();
    }

    /** Signal and messages, minute by minute. */
    @GetMapping("/{name}/minutes")
    List<Minute> minutes(@PathVariable String name) {
        return fleet.require(name).minutes();
    }
}
