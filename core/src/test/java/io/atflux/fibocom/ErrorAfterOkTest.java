package io.atflux.fibocom;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.Discipline;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.Receipt;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Some firmware answers OK to an MQTT command, and then ERROR in place of the result code. */
class ErrorAfterOkTest {

    private static final MqttMessage ALIVE = MqttMessage.of("dev/1", "1");

    private final ScriptedL610 l610 = new ScriptedL610().probes();
    private final ScriptedModem modem = l610.modem;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    private void answersAll(String start, String... lines) {
        for (int i = 0; i < 3; i++) {
            modem.whenPrefix(start).answers(lines);
        }
    }

    private AtException error() {
        assertThat(errors).hasSize(1).first().isInstanceOf(AtException.class);
        return (AtException) errors.get(0);
    }

    @Test
    void aPublishThatTheBrokerDoesNotAllowIsRefusedAtOnce() {
        answersAll("AT+MQTTPUB", "OK", "+CME ERROR: 703");
        MqttClient client = l610.module().mqtt(1);
        client.publish(ALIVE).subscribe(receipts::add, errors::add);
        modem.advance(ofSeconds(1));
        assertThat(error()).isInstanceOf(AtRejectedException.class).hasMessageContaining("703");
        assertThat(error().outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(error().attempts()).isEqualTo(1);
    }

    @Test
    void afterABareErrorNobodyKnowsWhetherItWasPublished() {
        answersAll("AT+MQTTPUB", "OK", "ERROR");
        MqttClient client = l610.module().mqtt(1);
        client.publish(ALIVE, OnUnknown.GIVE_UP).subscribe(receipts::add, errors::add);
        modem.advance(ofSeconds(1));
        assertThat(error()).isInstanceOf(AtRejectedException.class).hasMessageContaining("it came after OK");
        assertThat(error().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aPublishThatMayBeWrittenAgainIsAndTheReceiptSaysThatTheMessageMayHaveGoneOutTwice() {
        modem.whenPrefix("AT+MQTTPUB").answers("OK", "ERROR").answers("OK", "+MQTTPUB: 1,1");
        MqttClient client = l610.module().mqtt(1);
        client.publish(ALIVE).subscribe(receipts::add, errors::add);
        modem.advance(ofSeconds(3));
        assertThat(errors).isEmpty();
        assertThat(receipts).hasSize(1);
        assertThat(receipts.get(0).possiblyDuplicated()).isTrue();
    }

    @Test
    void aSubscriptionIsRefusedAndAskedForAgainByItsRule() {
        modem.whenPrefix("AT+MQTTSUB").answers("OK", "+CME ERROR: 913").answers("OK", "+MQTTSUB: 1,1");
        List<String> done = new ArrayList<>();
        l610.module()
                .mqtt(1)
                .subscribe("dev/#", Qos.AT_LEAST_ONCE)
                .subscribe(nothing -> {}, errors::add, () -> done.add("granted"));
        modem.advance(ofSeconds(2));
        assertThat(errors).isEmpty();
        assertThat(done).containsExactly("granted");
    }

    @Test
    void anErrorThatMayBeAnotherOperationsEndsNone() {
        modem.whenPrefix("AT+MQTTPUB=1").answers("OK");
        modem.whenPrefix("AT+MQTTPUB=2").answers("OK");
        L610 module = l610.module(b -> b.session(client -> client.discipline(Discipline.INTERLEAVED)));
        List<AtLine> unclassified = new ArrayList<>();
        module.session().unclassified().subscribe(unclassified::add);
        module.mqtt(1).publish(ALIVE, OnUnknown.GIVE_UP).subscribe(receipts::add, errors::add);
        module.mqtt(2).publish(ALIVE, OnUnknown.GIVE_UP).subscribe(receipts::add, errors::add);
        modem.advance(ofSeconds(1));
        modem.prints("+CME ERROR: 703");
        modem.advance(ofSeconds(1));
        assertThat(errors).isEmpty();
        assertThat(unclassified).extracting(AtLine::text).containsExactly("+CME ERROR: 703");
        modem.prints("+MQTTPUB: 1,1", "+MQTTPUB: 2,1");
        assertThat(receipts).hasSize(2);
    }
}
