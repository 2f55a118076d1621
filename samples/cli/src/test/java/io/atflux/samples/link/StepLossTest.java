package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkState;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TlsClock;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.modem.switches.Switch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each loss at each step of the connection's establishment: the link is ready again, or reports what prevents it; no
 * subscription and no published message is lost.
 */
class StepLossTest {

    private static final int MESSAGES = 12;

    /** A step, identified by the command that is on the line while it is in progress. */
    enum Step {
        AT("AT"),
        ECHO("ATE0"),
        ERRORS("AT+CMEE=2"),
        SEARCH_ORDER("AT+GTRAT="),
        RADIO("AT+CFUN="),
        CARD("AT+CPIN?"),
        SUBSCRIBER("AT+CIMI"),
        ACCESS_POINT("AT+CGDCONT="),
        SIGNAL("AT+CSQ"),
        OPERATOR("AT+COPS"),
        REGISTRATION("AT+CGREG?"),
        BEARER_ASKED("AT+MIPCALL?"),
        DIAL("AT+MIPCALL=1"),
        USER("AT+MQTTUSER="),
        WILL("AT+MQTTWILL="),
        TLS_FILE("AT+GTSSLFILE="),
        OPEN("AT+MQTTOPEN="),
        SUBSCRIBE("AT+MQTTSUB="),
        PUBLISH_BY_LENGTH("AT+MQTTPUB=1,\"data\",1,0,3"),
        IN_FLIGHT("AT+MQTTPUB=1,\"data\",1,0,\"");

        private final String command;

        Step(String command) {
            this.command = command;
        }

        /** The command's name in the module's switch. */
        String named() {
            return command.startsWith("AT+MQTTPUB") ? "AT+MQTTPUB" : command;
        }

        /** The delay of the loss after the command. */
        Duration delay() {
            return this == IN_FLIGHT ? Duration.ofMillis(55) : Duration.ofMillis(1);
        }
    }

    /**
     * The expected cause of a step that is refused permanently; steps that are absent are optional, or their commands
     * are never sent.
     */
    private static final Map<Step, Set<LinkCause>> REFUSED = new EnumMap<>(Step.class);

    static {
        REFUSED.put(Step.AT, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.MODEM_OUT_OF_STEP));
        REFUSED.put(Step.SEARCH_ORDER, EnumSet.of(LinkCause.MODEM_REFUSES));
        REFUSED.put(Step.RADIO, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.RADIO_OFF));
        REFUSED.put(Step.CARD, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.SIM_FAILURE));
        REFUSED.put(Step.SUBSCRIBER, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.SIM_FAILURE));
        REFUSED.put(Step.ACCESS_POINT, EnumSet.of(LinkCause.MODEM_REFUSES));
        REFUSED.put(Step.BEARER_ASKED, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.BEARER_REFUSED));
        REFUSED.put(Step.DIAL, EnumSet.of(LinkCause.BEARER_REFUSED));
        REFUSED.put(Step.USER, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.BROKER_REFUSED));
        REFUSED.put(Step.WILL, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.BROKER_REFUSED));
        REFUSED.put(Step.TLS_FILE, EnumSet.of(LinkCause.MODEM_REFUSES, LinkCause.BROKER_REFUSED, LinkCause.TLS_FAILED));
        REFUSED.put(Step.OPEN, EnumSet.of(LinkCause.BROKER_REFUSED));
        REFUSED.put(
                Step.SUBSCRIBE,
                EnumSet.of(LinkCause.SUBSCRIPTION_REFUSED, LinkCause.MODEM_REFUSES, LinkCause.CONNECTION_BROKEN));
    }

    static Stream<Arguments> cells() {
        return Stream.of(Step.values()).flatMap(step -> Stream.of(Loss.values()).map(loss -> Arguments.of(step, loss)));
    }

    private static UnaryOperator<Broker.Builder> broker(Step step) {
        return switch (step) {
            case WILL -> builder -> builder.will("will", "gone");
            case TLS_FILE ->
                builder -> builder.tls(TlsMaterial.builder()
                        .trust("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                                .getBytes(StandardCharsets.US_ASCII))
                        .withoutHostChecks()
                        .moduleClock(TlsClock.IGNORE)
                        .build());
            default -> builder -> builder;
        };
    }

    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("cells")
    void aLossAtAStepIsMended(Step step, Loss loss) {
        String found = run(step, loss);
        assertThat(found).as(step + " x " + loss).isEmpty();
    }

    /** The finding; empty if there is none. */
    static String run(Step step, Loss loss) {
        Site site = new Site(Setup.plain(broker(step)));
        try {
            return new Cell(site, step, loss).play();
        } finally {
            site.close();
        }
    }

    /** The trace of a cell as text. */
    static String trace(Step step, Loss loss) {
        Site site = new Site(Setup.plain(broker(step)));
        try {
            String found = new Cell(site, step, loss).play();
            return String.join("\n", site.trace()) + "\n" + found;
        } finally {
            site.close();
        }
    }

    private static final class Cell {

        private final Site site;
        private final Step step;
        private final Loss loss;
        private final SiteHost host;
        private final List<String> got = new ArrayList<>();
        private final List<String> given = new ArrayList<>();
        private final List<DeliveryReceipt> receipts = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private boolean struck;

        Cell(Site site, Step step, Loss loss) {
            this.site = site;
            this.step = step;
            this.loss = loss;
            this.host = site.newHost(new Dice(step.ordinal() * 8L + loss.ordinal()));
            site.wire.when(
                    step.command,
                    () -> site.after(step.delay(), () -> {
                        site.trace("LOSS " + loss);
                        struck = true;
                        loss.strike(site, step.named());
                    }));
        }

        private LinkState state() {
            return host.users().get(0).link().state();
        }

        private void publish(int number) {
            // By length if the payload has quotes, which the inline form does not carry.
            String text = "m" + number + (step == Step.PUBLISH_BY_LENGTH ? "\"" + "x".repeat(30) : "");
            given.add(text);
            host.users()
                    .get(0)
                    .link()
                    .publish(MqttMessage.of("data", text))
                    .subscribe(receipts::add, failure -> wrong.add("publish ends with " + failure));
        }

        String play() {
            host.users()
                    .get(0)
                    .link()
                    .messages("cmd/#", Qos.AT_LEAST_ONCE)
                    .subscribe(
                            message -> got.add(message.text()), failure -> wrong.add("messages end with " + failure));
            host.start();
            for (int i = 0; i < MESSAGES; i++) {
                int number = i;
                site.after(Duration.ofSeconds(2L * i), () -> publish(number));
            }
            site.pass(Duration.ofSeconds(60));
            boolean neverAsked = !struck;
            boolean lasting = loss == Loss.ERROR_FOR_EVER && REFUSED.containsKey(step) && struck;
            if (lasting) {
                site.pass(Duration.ofMinutes(3));
                LinkCause cause = state().cause();
                boolean publishesOnly = step == Step.SUBSCRIBE && state().isReady();
                if (!publishesOnly
                        && (cause == null
                                || REFUSED.getOrDefault(step, java.util.Set.of()).stream()
                                        .noneMatch(state().likely()::contains))) {
                    wrong.add("refused for ever, and said to be " + state());
                }
                site.set(Switch.ERROR, "");
            } else if (refusesPublishes()) {
                // Each step is repeated for as long as the module's own rules say, one after the other.
                site.pass(Duration.ofMinutes(25));
            } else if (loss == Loss.SILENCE) {
                site.pass(Duration.ofSeconds(60));
            }
            untilReady();
            site.pass(Duration.ofMinutes(3));
            messagesPass();
            allAreThere(refusesPublishes());
            if (neverAsked && step != Step.SIGNAL && step != Step.OPERATOR) {
                wrong.add("the step never began");
            }
            return String.join("; ", wrong);
        }

        private boolean refusesPublishes() {
            return loss == Loss.ERROR_FOR_EVER && step.named().equals("AT+MQTTPUB");
        }

        private void untilReady() {
            Duration bound = Bounds.longestRecovery(site.setup.options, site.setup.registrationLimit);
            Duration from = site.now();
            while (!state().isReady() && site.now().minus(from).compareTo(bound) <= 0) {
                site.pass(Duration.ofMillis(500));
            }
            if (!state().isReady()) {
                wrong.add("not ready within " + bound + ", but " + state());
            }
        }

        private void messagesPass() {
            String payload = site.broker.publish("cmd/on", 1);
            site.pass(Duration.ofSeconds(5));
            if (!got.contains(payload)) {
                wrong.add("subscribed messages no longer arrive, " + state());
            }
        }

        private void allAreThere(boolean refused) {
            if (receipts.size() != given.size()) {
                wrong.add(receipts.size() + " receipts of " + given.size());
            }
            int twice = 0;
            for (DeliveryReceipt receipt : receipts) {
                int seen = site.broker.timesSeen(receipt.message().text());
                if (refused
                        ? receipt.outcome() == DeliveryOutcome.CONFIRMED && seen == 0
                        : !receipt.isConfirmed() || seen == 0) {
                    wrong.add("seen " + seen + " times: " + receipt);
                }
                if (seen > 1) {
                    twice++;
                    if (!receipt.possiblyDuplicated()) {
                        wrong.add("seen " + seen + " times, but reported as sent once: " + receipt);
                    }
                }
            }
            if (twice > 1) {
                wrong.add(twice + " messages twice, where one was in flight");
            }
        }
    }
}
