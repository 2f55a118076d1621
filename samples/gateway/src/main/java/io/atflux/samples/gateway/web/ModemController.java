package io.atflux.samples.gateway.web;

import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.fleet.Minute;
import io.atflux.samples.gateway.fleet.ModemView;
import io.atflux.samples.gateway.fleet.StateChange;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the modems stand. */
@RestController
@RequestMapping("/api/modems")
final class ModemController {

    private final Fleet fleet;

    ModemController(Fleet fleet) {
        this.fleet = fleet;
    }

    /** All of them, those first that need somebody. */
    @GetMapping
    List<ModemView> modems() {
        return fleet.views();
    }

    /** One of them. */
    @GetMapping("/{name}")
    ModemView modem(@PathVariable String name) {
        return found(name).view();
    }

    /** The changes of its state, the oldest first. */
    @GetMapping("/{name}/history")
    List<StateChange> history(@PathVariable String name) {
        return found(name).history();
    }

    /** Signal and messages, minute by minute. */
    @GetMapping("/{name}/minutes")
    List<Minute> minutes(@PathVariable String name) {
        return found(name).minutes();
    }

    private ManagedModem found(String name) {
        return fleet.modem(name).orElseThrow(() -> new NoSuchModemException(name));
    }
}
