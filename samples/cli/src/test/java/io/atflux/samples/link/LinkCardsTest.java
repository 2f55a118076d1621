package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.fibocom.L610;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkPhase;
import io.atflux.modem.Apn;
import io.atflux.modem.ApnMemory;
import io.atflux.modem.ApnPresets;
import io.atflux.modem.ApnTable;
import io.atflux.modem.Iccid;
import io.atflux.modem.ModemOptions;
import io.atflux.outbox.Outbox;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link's knowledge of SIM cards: it outlives the process, and is used for no other card. */
class LinkCardsTest {

    private static final Duration LONG = Duration.ofMinutes(20);
    private static final String FIRST = "89860446161990000010";
    private static final String OTHER = "89860117750008000001";
    /** A subscriber of China Unicom; the first card's is one of China Mobile. */
    private static final String OTHERS_IMSI = "460011234567890";

    private final FakeUplink broker = new FakeUplink();

    private World world(String assignments, @Nullable Outbox store, UnaryOperator<L610.Builder> change) {
        Switches switches = Switches.defaults();
        for (String each : assignments.split(" ")) {
            switches = each.isEmpty() ? switches : switches.with(each);
        }
        return new World(broker, switches, LinkOptions.builder().outbox(store).build(), change);
    }

    /** Another card is inserted, without a loss of the line. */
    private static void swap(World world, String iccid, String imsi) {
        world.modem.removeSim();
        world.modem.move(Switch.ICCID, iccid);
        world.modem.move(Switch.IMSI, imsi);
        world.modem.insertSim();
    }

    private static void startUntil(World world, LinkCause cause) {
        world.link().start().subscribe(done -> {}, failure -> {});
        world.until("said", state -> state.cause() == cause, LONG);
    }

    private static int times(String command, World world) {
        return (int) Pattern.compile(Pattern.quote(command))
                .matcher(world.line.sent())
                .results()
                .count();
    }

    /** The access points that were set, in order. */
    private static List<String> apns(World world) {
        return Pattern.compile("AT\\+CGDCONT=1,\"IP\",\"([^\"]*)\"")
                .matcher(world.line.sent())
                .results()
                .map(set -> set.group(1))
                .toList();
    }

    // PIN

    @Test
    void aPinThatACardRefusedIsNotSentToItByALaterProcess() {
        Outbox store = Outbox.memory(10);
        refuse(store);
        for (int process = 2; process <= 4; process++) {
            try (World world = world("cpin=pin", store, b -> b.pin("9999"))) {
                startUntil(world, LinkCause.SIM_PIN_WRONG);
                world.pass(Duration.ofHours(1));
                assertThat(world.link().state().phase()).isEqualTo(LinkPhase.BLOCKED);
                assertThat(world.line.sent()).doesNotContain("AT+CPIN=");
            }
        }
    }

    private void refuse(Outbox store) {
        try (World world = world("cpin=pin", store, b -> b.pin("9999"))) {
            startUntil(world, LinkCause.SIM_PIN_WRONG);
            world.pass(Duration.ofHours(1));
            assertThat(times("AT+CPIN=\"9999\"", world)).isEqualTo(1);
        }
    }

    @Test
    void theStoreHasNoPin() {
        Outbox store = Outbox.memory(10);
        refuse(store);
        assertThat(store.properties().block()).hasEntrySatisfying("card " + FIRST + " pin", note -> assertThat(note)
                .matches("\\d+ v1 [0-9a-f]{32} [0-9a-f]{64}=refused"));
    }

    @Test
    void aReplacedPinIsTriedAndTheOldOneIsStillKnownUntilItIsTaken() {
        Outbox store = Outbox.memory(10);
        refuse(store);
        try (World world = world("cpin=pin", store, b -> b.pin("8888"))) {
            startUntil(world, LinkCause.SIM_PIN_WRONG);
            assertThat(times("AT+CPIN=\"8888\"", world)).isEqualTo(1);
        }
        try (World world = world("cpin=pin", store, b -> b.pin("9999"))) {
            startUntil(world, LinkCause.SIM_PIN_WRONG);
            assertThat(world.line.sent()).doesNotContain("AT+CPIN=");
        }
        try (World world = world("cpin=pin", store, b -> b.pin("1234"))) {
            world.started();
        }
        assertThat(store.properties().block()).doesNotContainKey("card " + FIRST + " pin");
    }

    @Test
    void aLaterProcessTriesTheSamePinOnAnotherCard() {
        Outbox store = Outbox.memory(10);
        refuse(store);
        try (World world = world("cpin=pin pin=9999 iccid=" + OTHER, store, b -> b.pin("9999"))) {
            world.started();
        }
    }

    @Test
    void aPinThatIsTakenIsSentAfterEachRestartOfTheModule() {
        try (World world = world("cpin=pin", Outbox.memory(10), b -> b.pin("1234"))) {
            world.started();
            for (int i = 2; i <= 5; i++) {
                world.modem.powerCycle();
                world.until("lost", state -> !state.isReady(), LONG);
                world.untilReady(LONG);
                assertThat(times("AT+CPIN=\"1234\"", world)).isEqualTo(i);
            }
        }
    }

    @Test
    void anotherCardInARunningLinkGetsThePinThatTheFirstOneRefused() {
        anotherCardGetsThePin(Outbox.memory(10));
    }

    @Test
    void soItDoesWithoutAnOutbox() {
        anotherCardGetsThePin(null);
    }

    private void anotherCardGetsThePin(@Nullable Outbox store) {
        try (World world = world("cpin=pin", store, b -> b.pin("9999"))) {
            startUntil(world, LinkCause.SIM_PIN_WRONG);
            world.modem.removeSim();
            world.modem.move(Switch.ICCID, OTHER);
            world.modem.move(Switch.PIN, "9999");
            world.modem.insertSim();
            world.untilReady(Duration.ofMinutes(2));
            swap(world, FIRST, "460046616008063");
            world.until("wrong again", state -> state.cause() == LinkCause.SIM_PIN_WRONG, LONG);
            assertThat(times("AT+CPIN=\"9999\"", world)).isEqualTo(2);
        }
    }

    @Test
    void aRefusedPinOutlivesTheProcessInAFile(@TempDir Path folder) {
        Path file = folder.resolve("outbox.db");
        Outbox first = new PropertiesOutbox(Outbox.sqlite(file));
        refuse(first);
        first.close().block();
        Outbox second = new PropertiesOutbox(Outbox.sqlite(file));
        try (World world = world("cpin=pin", second, b -> b.pin("9999"))) {
            startUntil(world, LinkCause.SIM_PIN_WRONG);
            assertThat(world.line.sent()).doesNotContain("AT+CPIN=");
        }
        second.close().block();
    }

    @Test
    void withAStoreThatFailsNoPinIsSentThatWasNotTakenBefore() {
        PropertiesOutbox store = new PropertiesOutbox(Outbox.memory(10));
        try (World world = world("cpin=pin", store, b -> b.pin("1234"))) {
            store.failing(true);
            startUntil(world, LinkCause.SIM_PIN_WANTED);
            assertThat(world.line.sent()).doesNotContain("AT+CPIN=");
            assertThat(world.link().state().detail()).contains("whether this card refused the PIN before is not known");
            store.failing(false);
            world.untilReady(LONG);
            store.failing(true);
            world.modem.powerCycle();
            world.until("lost", state -> !state.isReady(), LONG);
            world.untilReady(LONG);
        }
    }

    // Access point

    @Test
    void theAccessPointThatWorkedIsTheFirstOneOfALaterProcess() {
        theOneThatWorkedIsKept(Outbox.memory(10), Outbox.memory(10));
    }

    private void theOneThatWorkedIsKept(Outbox store, Outbox empty) {
        try (World world = world("apns=internet", store, b -> b.apn(Apn.presets()))) {
            world.started();
            assertThat(apns(world)).hasSizeGreaterThan(2).endsWith("internet");
        }
        try (World world = world("apns=internet", store, b -> b.apn(Apn.presets()))) {
            world.started();
            assertThat(apns(world)).containsOnly("internet");
        }
        try (World world = world("apns=internet", empty, b -> b.apn(Apn.presets()))) {
            world.started();
            assertThat(apns(world)).as("another store").hasSizeGreaterThan(2);
        }
    }

    @Test
    void soItIsInAFile(@TempDir Path folder) {
        Path file = folder.resolve("outbox.db");
        Outbox first = new PropertiesOutbox(Outbox.sqlite(file));
        try (World world = world("apns=internet", first, b -> b.apn(Apn.presets()))) {
            world.started();
        }
        first.close().block();
        Outbox second = new PropertiesOutbox(Outbox.sqlite(file));
        try (World world = world("apns=internet", second, b -> b.apn(Apn.presets()))) {
            world.started();
            assertThat(apns(world)).containsOnly("internet");
        }
        second.close().block();
    }

    @Test
    void aMemoryOfTheUsersOwnIsUsedInPlaceOfTheStore() {
        Outbox store = Outbox.memory(10);
        ApnMemory own = ApnMemory.inProcess();
        try (World world = world(
                "apns=internet",
                store,
                b -> b.apn(ApnPresets.builder().memory(own).build()))) {
            world.started();
        }
        assertThat(own.recall(new Iccid(FIRST)).block()).isEqualTo("internet");
        assertThat(store.properties().block()).doesNotContainKey("card " + FIRST + " apn");
    }

    @Test
    void whatWorkedOnOneCardIsNotTriedFirstOnAnotherOne() {
        Outbox store = Outbox.memory(10);
        try (World world = world("apns=internet", store, b -> b.apn(Apn.presets()))) {
            world.started();
            world.modem.move(Switch.APNS, "");
            world.line.forgetSent();
            swap(world, OTHER, OTHERS_IMSI);
            world.until("lost", state -> !state.isReady(), LONG);
            world.untilReady(LONG);
            assertThat(apns(world)).startsWith("3gnet").doesNotContain("internet");
            assertThat(world.line.sent()).contains("AT+CCID");
            world.line.forgetSent();
            swap(world, FIRST, "460046616008063");
            world.until("lost", state -> !state.isReady(), LONG);
            world.untilReady(LONG);
            assertThat(apns(world)).as("the first card again").containsOnly("internet");
        }
    }

    // Another card in a running link

    @Test
    void anotherCardThatIsSeenToComeGetsItsOwnAccessPoint() {
        anotherCardGetsItsAccessPoint(b -> b, world -> swap(world, OTHER, OTHERS_IMSI));
    }

    @Test
    void soDoesOneThatComesLater() {
        anotherCardGetsItsAccessPoint(b -> b, world -> {
            world.modem.removeSim();
            world.until("missing", state -> state.cause() == LinkCause.SIM_MISSING, LONG);
            world.pass(Duration.ofMinutes(3));
            world.modem.move(Switch.ICCID, OTHER);
            world.modem.move(Switch.IMSI, OTHERS_IMSI);
            world.modem.insertSim();
        });
    }

    @Test
    void soDoesOneThatComesWithARestartOfTheModule() {
        anotherCardGetsItsAccessPoint(b -> b, world -> {
            world.modem.move(Switch.ICCID, OTHER);
            world.modem.move(Switch.IMSI, OTHERS_IMSI);
            world.modem.powerCycle();
        });
    }

    /** Only a lost bearer is visible, which is dialled again at once. */
    @Test
    void soDoesOneOfWhichTheModuleSaysNothing() {
        anotherCardGetsItsAccessPoint(
                b -> b.options(ModemOptions.builder().startNotices(false).build()),
                world -> swap(world, OTHER, OTHERS_IMSI));
    }

    private void anotherCardGetsItsAccessPoint(UnaryOperator<L610.Builder> change, Consumer<World> swap) {
        try (World world = world("", null, change)) {
            world.started();
            assertThat(apns(world)).containsExactly("cmnet");
            world.pass(Duration.ofMinutes(1));
            world.line.forgetSent();
            world.modem.move(Switch.APNS, "3gnet");
            swap.accept(world);
            world.until("lost", state -> !state.isReady(), LONG);
            world.untilReady(Duration.ofMinutes(2));
            assertThat(apns(world)).containsExactly("3gnet");
            assertThat(times("AT+MIPCALL=1", world))
                    .as("no dial with the other card's")
                    .isEqualTo(1);
            assertThat(world.line.connects()).isEqualTo(1);
        }
    }

    @Test
    void anOverrideForACardIsForThatCard() {
        ApnTable table = ApnTable.common()
                .mutate()
                .forCard(new Iccid(OTHER), Apn.of("private.example"))
                .build();
        try (World world = world("", null, b -> b.apn(table))) {
            world.started();
            assertThat(apns(world)).containsExactly("cmnet");
            world.line.forgetSent();
            swap(world, OTHER, "460046616008063");
            world.until("lost", state -> !state.isReady(), LONG);
            world.untilReady(LONG);
            assertThat(apns(world)).containsOnly("private.example");
        }
    }

    @Test
    void aConnectionThatIsOpenedAgainAsksForNoCard() {
        try (World world = world("", Outbox.memory(10), b -> b.apn(Apn.presets()))) {
            world.started();
            world.pass(Duration.ofMinutes(2));
            world.line.forgetSent();
            broker.loseAll("test");
            world.until("broken", state -> state.cause() == LinkCause.CONNECTION_BROKEN, LONG);
            world.untilReady(LONG);
            assertThat(world.line.sent()).doesNotContain("CCID", "CIMI", "CGDCONT", "CPIN");
        }
    }
}
