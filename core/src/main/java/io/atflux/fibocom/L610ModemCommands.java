package io.atflux.fibocom;

import static io.atflux.fibocom.L610Timing.OTHER;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.command.Settlement;
import io.atflux.error.AtUsageException;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.Parameters;
import io.atflux.modem.Apn;
import io.atflux.modem.Bearer;
import io.atflux.modem.BearerState;
import io.atflux.modem.Functionality;
import io.atflux.modem.Iccid;
import io.atflux.modem.Imsi;
import io.atflux.modem.ModemClock;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.ModemEvent;
import io.atflux.modem.ModemIdentity;
import io.atflux.modem.Operator;
import io.atflux.modem.Registration;
import io.atflux.modem.SignalQuality;
import io.atflux.modem.SimState;
import io.atflux.profile.StringRule;
import io.atflux.urc.UrcType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The commands that bring an L610 on the network (guide, sections 2 and 3). */
final class L610ModemCommands implements ModemDialect {

    private static final String BEARER = "bearer";

    private final L610Profile profile;
    private final StringRule strings;

    L610ModemCommands(L610Profile profile) {
        this.profile = profile;
        this.strings = profile.atProfile().strings();
    }

    @Override
    public AtCommand<AtReply> attention() {
        return OTHER.on(AtCommand.of("AT"));
    }

    @Override
    public AtCommand<AtReply> echoOff() {
        return OTHER.on(AtCommand.of("ATE0"));
    }

    @Override
    public AtCommand<AtReply> verboseErrors() {
        return OTHER.on(AtCommand.of("AT+CMEE=2"));
    }

    @Override
    public AtCommand<AtReply> searchOrder(List<Integer> order) {
        String name = "AT+GTRAT";
        Limits.within(name, "number of technologies", order.size(), 1, 3);
        CommandText.Builder text = CommandText.set(name, strings);
        order.forEach(one -> text.number(Limits.within(name, "technology", one, 0, 99)));
        return OTHER.on(AtCommand.of(text.build()));
    }

    /** LTE first. */
    @Override
    public List<Integer> defaultSearchOrder() {
        return List.of(6, 3, 2);
    }

    @Override
    public AtCommand<AtReply> fullFunctionality() {
        return L610Timing.CFUN.on(AtCommand.of("AT+CFUN=1"));
    }

    /** 4 and not 0: without its card the module would need the PIN again, and report its SIM as after a restart. */
    @Override
    public AtCommand<AtReply> radioOff() {
        return L610Timing.CFUN.on(AtCommand.of("AT+CFUN=4"));
    }

    @Override
    public AtCommand<Functionality> functionality() {
        return OTHER.on(query("AT+CFUN?", "+CFUN")).as(Functionality::from);
    }

    @Override
    public AtCommand<AtReply> restart() {
        return L610Timing.RESTART.on(AtCommand.of("AT+CFUN=15")).neverAfterUnknown();
    }

    @Override
    public AtCommand<String> manufacturer() {
        return identity("+CGMI");
    }

    @Override
    public AtCommand<String> model() {
        return identity("+CGMM");
    }

    @Override
    public AtCommand<String> revision() {
        return identity("+CGMR");
    }

    private AtCommand<String> identity(String name) {
        return identity("AT" + name + (profile.questionForms() ? "?" : ""), name);
    }

    private static AtCommand<String> identity(String line, String name) {
        return L610Timing.IDENTITY
                .on(AtCommand.of(line).answeredBy(LineShape.named(name)))
                .as(reply -> ModemIdentity.part(name, reply));
    }

    /** The only one of the four that is known in the standard's form. */
    @Override
    public AtCommand<String> imei() {
        return identity("AT+CGSN", "+CGSN");
    }

    @Override
    public AtCommand<SimState> simState() {
        return L610Timing.CPIN_QUERY
                .on(query("AT+CPIN?", "+CPIN"))
                .neverRetryOn(11, 12)
                .neverRetryOnRepeated(L610Timing.CARD_FOUND, 10, 13)
                .as(SimState::from);
    }

    @Override
    public AtCommand<AtReply> enterPin(String pin) {
        if (!pin.matches("[0-9]{4,8}")) {
            throw new AtUsageException(AtUsageException.Reason.PARAMETER, "a PIN has 4 to 8 digits", "AT+CPIN");
        }
        CommandText text = CommandText.set("AT+CPIN", strings).secret(pin).build();
        return L610Timing.CPIN.on(AtCommand.of(text)).neverAfterUnknown();
    }

    @Override
    public AtCommand<Imsi> imsi() {
        return OTHER.on(query(profile.questionForms() ? "AT+CIMI?" : "AT+CIMI", "+CIMI"))
                .as(Imsi::from);
    }

    @Override
    public AtCommand<Iccid> iccid() {
        return OTHER.on(query(profile.questionForms() ? "AT+CCID?" : "AT+CCID", "+CCID"))
                .neverRetryOnRepeated(L610Timing.CARD_FOUND, 10, 13)
                .as(Iccid::from);
    }

    @Override
    public AtCommand<AtReply> setApn(Apn apn) {
        String name = "AT+CGDCONT";
        return L610Timing.CGDCONT.on(AtCommand.of(CommandText.set(name, strings)
                .number(1)
                .string(apn.type().name())
                .string(apnName(name, apn))
                .build()));
    }

    /** One line per context, twelve at most. */
    @Override
    public AtCommand<Optional<Apn>> apn() {
        return OTHER.on(AtCommand.of("AT+CGDCONT?").answeredBy(LineShape.named("+CGDCONT")))
                .as(Apn::from);
    }

    private static String apnName(String command, Apn apn) {
        return Limits.name(command, "APN", apn.name(), 100, "-._");
    }

    @Override
    public AtCommand<AtReply> authenticate(Apn apn) {
        String name = "AT+MGAUTH";
        CommandText.Builder text =
                CommandText.set(name, strings).number(1).number(apn.auth().ordinal());
        if (apn.auth() != Apn.Auth.NONE) {
            text.string(Limits.length(name, "user name", apn.user(), 0, 128))
                    .secret(Limits.length(name, "password", apn.password(), 0, 128));
        }
        return OTHER.on(AtCommand.of(text.build()));
    }

    @Override
    public AtCommand<SignalQuality> signal() {
        return OTHER.on(query(profile.questionForms() ? "AT+CSQ?" : "AT+CSQ", "+CSQ"))
                .as(SignalQuality::from);
    }

    @Override
    public AtCommand<Operator> operator() {
        return OTHER.on(query("AT+COPS?", "+COPS")).as(Operator::from);
    }

    @Override
    public AtCommand<Registration> registration(Registration.Domain domain) {
        return OTHER.on(AtCommand.of("AT" + domain.answerName() + "?")
                        .answeredBy(Registration.answer(domain))
                        .claimingAtMost(1))
                .as(reply -> Registration.from(domain, reply));
    }

    @Override
    public AtCommand<BearerState> bearerState() {
        return L610Timing.MIPCALL_QUERY
                .on(AtCommand.of("AT+MIPCALL?")
                        .answeredBy(L610Urcs.MIPCALL_ANSWER)
                        .claimingAtMost(1))
                .as(L610ModemCommands::bearerState);
    }

    private static BearerState bearerState(AtReply reply) {
        Parameters p = reply.parameters("+MIPCALL");
        if (p.is(0, 1)) {
            Bearer bearer = L610Urcs.bearer(p);
            return bearer.isStale() ? new BearerState.Stale(bearer) : new BearerState.Up(bearer);
        }
        return p.is(0, 2) ? new BearerState.Busy() : new BearerState.Down();
    }

    @Override
    public AtCommand<Bearer> dial(Apn apn) {
        String name = "AT+MIPCALL";
        CommandText.Builder text = CommandText.set(name, strings).number(1);
        if (profile.dialWithApn()) {
            text.string(apnName(name, apn));
            if (apn.auth() != Apn.Auth.NONE) {
                text.string(apn.user()).secret(apn.password());
            }
        }
        return L610Timing.MIPCALL
                .on(AtCommand.of(text.build()))
                .settledBy(Settlement.by("+MIPCALL", "", L610ModemCommands::dialled)
                        .orError())
                .occupying(BEARER)
                .as(L610ModemCommands::dialledBearer)
                .recheckedBy((session, failure) -> L610Rechecks.dial(session, failure, bearerState(), release()));
    }

    private static Settlement.Verdict dialled(AtLine line) {
        if (!L610Urcs.MIPCALL.shape().matches(line)) {
            return Settlement.Verdict.NOT_MINE;
        }
        Parameters p = line.parameters();
        return L610Urcs.isDown(p) || L610Urcs.bearer(p).isStale()
                ? Settlement.Verdict.FAILURE
                : Settlement.Verdict.SUCCESS;
    }

    private static Bearer dialledBearer(AtReply reply) {
        AtLine urc = reply.urc();
        if (urc == null) {
            throw new IllegalArgumentException("no +MIPCALL result code");
        }
        return L610Urcs.bearer(urc.parameters());
    }

    @Override
    public AtCommand<AtReply> release() {
        return L610Timing.MIPCALL_RELEASE
                .on(AtCommand.of("AT+MIPCALL=0"))
                // Ends a dial that still awaits its result code, and voids that code.
                .settledBy(Settlement.by("+MIPCALL", "", L610ModemCommands::released)
                        .orError()
                        .clearing())
                .occupying(BEARER)
                .recheckedBy((session, failure) -> L610Rechecks.release(session, failure, bearerState()));
    }

    private static Settlement.Verdict released(AtLine line) {
        return L610Urcs.MIPCALL.shape().matches(line) && L610Urcs.isDown(line.parameters())
                ? Settlement.Verdict.SUCCESS
                : Settlement.Verdict.NOT_MINE;
    }

    @Override
    public AtCommand<OffsetDateTime> clock() {
        return OTHER.on(query("AT+CCLK?", "+CCLK")).as(ModemClock::from);
    }

    @Override
    public AtCommand<AtReply> setClock(OffsetDateTime time) {
        return OTHER.on(AtCommand.of(CommandText.set("AT+CCLK", strings)
                .string(ModemClock.format(time))
                .build()));
    }

    @Override
    public AtCommand<AtReply> startNotices(boolean ready, boolean sim) {
        return OTHER.on(AtCommand.of(CommandText.set("AT+MSTART", strings)
                .number(ready ? 1 : 0)
                .number(sim ? 1 : 0)
                .build()));
    }

    @Override
    public UrcType<ModemEvent> bearerChanges() {
        return L610Urcs.MIPCALL;
    }

    @Override
    public List<UrcType<? extends ModemEvent>> events() {
        return L610Urcs.MODEM_EVENTS;
    }

    private static AtCommand<AtReply> query(String line, String answer) {
        return AtCommand.of(line).answeredBy(LineShape.named(answer)).claimingAtMost(1);
    }
}
