package io.atflux.samples.gateway.dashboard.fault;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Pushes the switches of the virtual modems. */
@Controller
@Profile("demo")
@RequestMapping("/demo")
final class FaultController {

    private final FaultPanel panel;

    FaultController(FaultPanel panel) {
        this.panel = panel;
    }

    @PostMapping("/modems/{name}/faults/{fault}")
    Mono<Rendering> push(@PathVariable String name, @PathVariable String fault) {
        return Mono.fromCallable(() -> {
                    panel.push(name, fault);
                    return Rendering.view("faults :: panel")
                            .model(Map.of("faults", panel.of(name)))
                            .build();
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    @PostMapping("/broker")
    Mono<Rendering> broker() {
        return Mono.fromCallable(() -> {
                    panel.pushBroker();
                    return Rendering.view("faults :: broker")
                            .model(Map.of("brokerRuns", panel.brokerRuns()))
                            .build();
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
