package io.atflux.samples.gateway.dashboard;

import io.atflux.samples.gateway.dashboard.fault.FaultPanel;
import io.atflux.samples.gateway.doctor.Doctor;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.publish.PublishRequest;
import io.atflux.samples.gateway.publish.Publisher;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** The page of one modem, and its forms. */
@Controller
@RequestMapping("/modems/{name}")
final class ModemPage {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Publisher publisher;
    private final Doctor doctor;
    private final Optional<FaultPanel> panel;

    ModemPage(Fleet fleet, Publisher publisher, Doctor doctor, Optional<FaultPanel> panel) {
        this.panel = panel;
        this.fleet = fleet;
        this.publisher = publisher;
        this.doctor = doctor;
    }

    /**
     * The page.
     *
     * @param span how much of the past it shows
     * @param filter messages to topics that fit it are shown as they come; none without it
     */
    @GetMapping
    Rendering page(
            @PathVariable String name,
            @RequestParam(defaultValue = "1h") String span,
            @RequestParam(required = false) @Nullable String filter) {
        return page(fleet.require(name), Span.of(span), filter == null || filter.isBlank() ? null : filter);
    }

    private Rendering page(ManagedModem modem, Span span, @Nullable String filter) {
        UriComponentsBuilder stream =
                UriComponentsBuilder.fromPath("/modems/{name}/stream").queryParam("span", span.text);
        if (filter != null) {
            stream.queryParam("filter", "{filter}");
        }
        Rendering.Builder<?> page = Rendering.view("modem")
                .model(ModemStream.history(modem, span))
                .modelAttribute("row", Row.of(modem))
                .modelAttribute("spans", Span.ALL)
                .modelAttribute("minutes", span.length.toMinutes())
                .modelAttribute(
                        "stream",
                        stream.encode().buildAndExpand(modem.name(), filter).toUriString());
        if (filter != null) {
            page.modelAttribute("filter", filter);
        }
        panel.map(demo -> demo.of(modem.name()))
                .filter(faults -> !faults.isEmpty())
                .ifPresent(faults -> page.modelAttribute("faults", faults));
        return page.build();
    }

    /** Publishes the message of the form. */
    @PostMapping("/publish")
    Mono<Rendering> publish(
            @PathVariable String name, @Valid @ModelAttribute PublishRequest request, BindingResult wrong) {
        if (wrong.hasErrors()) {
            return Mono.just(receipt(Shown.Receipt.refused(wrong.getFieldErrors().stream()
                    .map(error -> error.getField() + ": " + error.getDefaultMessage())
                    .collect(Collectors.joining("; ")))));
        }
        return publisher
                .publish(fleet.require(name), request, PATIENCE)
                .map(Shown.Receipt::of)
                .onErrorResume(refused -> Mono.just(Shown.Receipt.refused(String.valueOf(refused.getMessage()))))
                .map(ModemPage::receipt);
    }

    private static Rendering receipt(Shown.Receipt receipt) {
        return Rendering.view("modem-events :: receipt")
                .modelAttribute("receipt", receipt)
                .build();
    }

    /** Has the modem examined. */
    @PostMapping("/doctor")
    Mono<Rendering> doctor(@PathVariable String name) {
        return doctor.examine(fleet.require(name))
                .map(Shown.Finding::of)
                .collectList()
                .map(checks -> Rendering.view("modem-events :: checks")
                        .model(Map.of("checks", checks))
                        .build());
    }

    /** Ends the link's present wait and tries again at once. */
    @PostMapping("/look-again")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> lookAgain(@PathVariable String name) {
        return Mono.fromRunnable(() -> fleet.require(name).link().lookAgain());
    }
}
