package io.atflux.fibocom;

import io.atflux.modem.StepProgress;
import io.atflux.test.Script;
import io.atflux.test.ScriptedModem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A scripted L610 that answers as in the vendor's guide, section 3, until a test scripts something else first. */
final class ScriptedL610 {

    final ScriptedModem modem = new ScriptedModem();
    final List<StepProgress> steps = new ArrayList<>();

    /** A script with precedence over the guide's. */
    Script when(String command) {
        return modem.when(command);
    }

    /** Scripts the rest of the guide's session, up to the bearer. */
    ScriptedL610 attaches() {
        for (String setting :
                new String[] {"AT", "ATE0", "AT+CMEE=2", "AT+GTRAT=6,3,2", "AT+CFUN=1", "AT+CGDCONT=1,\"IP\",\"cmnet\""
                }) {
            modem.when(setting).answers("OK");
        }
        modem.when("AT+CPIN?").answers("+CPIN: READY", "OK");
        modem.when("AT+CIMI?").answers("+CIMI: 460046616008063", "OK");
        modem.when("AT+CSQ?").answers("+CSQ: 25,99", "OK");
        modem.when("AT+COPS?").answers("+COPS: 0,0,\"CHINA MOBILE\",7", "OK");
        modem.when("AT+CGREG?").answers("+CGREG: 0,1", "OK");
        modem.when("AT+CEREG?").answers("+CEREG: 0,1", "OK");
        modem.when("AT+CREG?").answers("+CREG: 0,1", "OK");
        modem.when("AT+MIPCALL?").answers("+MIPCALL: 0", "OK");
        modem.when("AT+MIPCALL=1").answers("OK", "+MIPCALL: 10.104.48.68");
        return probes();
    }

    /** Answers the session's probes. */
    ScriptedL610 probes() {
        modem.whenProof().answersProof();
        return this;
    }

    L610 module() {
        return module(builder -> builder);
    }

    L610 module(UnaryOperator<L610.Builder> change) {
        L610.Builder builder = change.apply(L610.over(modem).onProgress(steps::add));
        return builder.on(modem.session(builder.client()));
    }
}
