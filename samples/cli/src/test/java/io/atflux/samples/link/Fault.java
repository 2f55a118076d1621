package io.atflux.samples.link;

import static io.atflux.samples.link.History.Happening.BEARER_LOST;
import static io.atflux.samples.link.History.Happening.BEARER_STALE;
import static io.atflux.samples.link.History.Happening.BROKER_DOWN;
import static io.atflux.samples.link.History.Happening.BROKER_REFUSES;
import static io.atflux.samples.link.History.Happening.BROKER_SILENT;
import static io.atflux.samples.link.History.Happening.COMMANDS_FAIL;
import static io.atflux.samples.link.History.Happening.CONNECTION_LOST;
import static io.atflux.samples.link.History.Happening.DENIED;
import static io.atflux.samples.link.History.Happening.DIAL_FAILS;
import static io.atflux.samples.link.History.Happening.ECHO_BACK;
import static io.atflux.samples.link.History.Happening.LINE_BUSY;
import static io.atflux.samples.link.History.Happening.LINE_LOST;
import static io.atflux.samples.link.History.Happening.LINE_NOISE;
import static io.atflux.samples.link.History.Happening.LINE_REFUSED;
import static io.atflux.samples.link.History.Happening.LINE_SILENT;
import static io.atflux.samples.link.History.Happening.LINE_UNREACHABLE;
import static io.atflux.samples.link.History.Happening.MODULE_HUNG;
import static io.atflux.samples.link.History.Happening.MODULE_OFF;
import static io.atflux.samples.link.History.Happening.NETWORK_LOST;
import static io.atflux.samples.link.History.Happening.RADIO_OFF;
import static io.atflux.samples.link.History.Happening.RIVAL;
import static io.atflux.samples.link.History.Happening.SEARCHING;
import static io.atflux.samples.link.History.Happening.SIM_OUT;

import io.atflux.error.AtConnectionException.Reason;
import io.atflux.samples.modem.switches.Switch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The faults. Each begins, and returns an action that ends it. */
enum Fault {
    LINE_DROPS(4) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(LINE_LOST);
            site.line.drop();
            return NOTHING;
        }
    },
    LINE_IS_REFUSED(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return refuse(site, LINE_REFUSED, Reason.REFUSED);
        }
    },
    LINE_IS_UNREACHABLE(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return refuse(
                    site, LINE_UNREACHABLE, dice.pick(List.of(Reason.UNREACHABLE, Reason.TIMED_OUT, Reason.NOT_FOUND)));
        }
    },
    LINE_IS_TAKEN(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return refuse(site, LINE_BUSY, Reason.IN_USE);
        }
    },
    LINE_IS_SILENT(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(LINE_SILENT);
            site.line.silent(true);
            return () -> {
                site.line.silent(false);
                site.history.ends(LINE_SILENT);
            };
        }
    },
    LINE_IS_HALF_OPEN(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(LINE_SILENT);
            site.line.halfOpen();
            return NOTHING;
        }
    },
    LINE_HAS_NOISE(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            Dice own = dice.split();
            int each = dice.pick(List.of(20, 60, 200));
            site.history.begins(LINE_NOISE);
            site.line.noise(bytes -> flipped(bytes, own, each));
            return () -> {
                site.line.noise(bytes -> bytes);
                site.history.ends(LINE_NOISE);
            };
        }
    },
    MODULE_RESTARTS(3) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(MODULE_OFF);
            site.modem.powerCycle();
            return NOTHING;
        }
    },
    MODULE_RESTARTS_QUIETLY(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(MODULE_OFF);
            site.history.begins(LINE_SILENT);
            site.modem.powerCycle();
            site.line.noise(Fault::withoutNotices);
            site.after(Duration.ofSeconds(8), () -> {
                site.line.noise(bytes -> bytes);
                site.history.ends(LINE_SILENT);
            });
            return NOTHING;
        }
    },
    MODULE_HANGS(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(MODULE_HUNG);
            site.line.hung(true);
            return () -> {
                if (site.line.isHung()) {
                    site.line.hung(false);
                    site.history.note(MODULE_OFF);
                    site.modem.powerCycle();
                }
                site.history.ends(MODULE_HUNG);
            };
        }
    },
    SIM_IS_PULLED(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(SIM_OUT);
            site.modem.removeSim();
            return () -> {
                site.modem.insertSim();
                site.history.ends(SIM_OUT);
            };
        }
    },
    NETWORK_IS_LOST(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return registration(site, NETWORK_LOST, "0");
        }
    },
    REGISTRATION_IS_DENIED(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return registration(site, DENIED, "3");
        }
    },
    NETWORK_IS_SEARCHED_FOR(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return registration(site, SEARCHING, "2");
        }
    },
    DIAL_IS_REFUSED(3) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return moved(
                    site, DIAL_FAILS, Switch.DIAL, dice.pick(List.of("fail", "fail", "error", "silent")), "network");
        }
    },
    BEARER_IS_LOST(3) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(BEARER_LOST);
            if (dice.oneIn(2)) {
                site.modem.faults().loseBearer();
            } else {
                site.modem.loseNetwork();
                site.modem.restoreNetwork();
            }
            return NOTHING;
        }
    },
    BEARER_IS_STALE(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(BEARER_STALE);
            if (dice.oneIn(2)) {
                site.modem.faults().staleBearer();
                return NOTHING;
            }
            site.history.note(MODULE_OFF);
            site.set(Switch.BEARER, "stale");
            site.modem.powerCycle();
            return () -> site.set(Switch.BEARER, "down");
        }
    },
    ECHO_IS_BACK(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(MODULE_OFF);
            site.history.note(ECHO_BACK);
            site.modem.faults().echo(true);
            return NOTHING;
        }
    },
    RADIO_IS_OFF(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(RADIO_OFF);
            site.modem.faults().radio(dice.pick(List.of(0, 4)));
            return () -> site.history.ends(RADIO_OFF);
        }
    },
    BEARER_IS_HELD(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(DIAL_FAILS);
            site.history.note(BEARER_LOST);
            site.modem.faults().holdBearer();
            return () -> {
                site.modem.faults().loseBearer();
                site.history.note(BEARER_LOST);
                site.history.ends(DIAL_FAILS);
            };
        }
    },
    BROKER_IS_DOWN(3) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(BROKER_DOWN);
            site.broker.mood = WorldBroker.Mood.DOWN;
            site.broker.loseAll("down");
            return () -> {
                site.broker.mood = WorldBroker.Mood.WELL;
                site.history.ends(BROKER_DOWN);
            };
        }
    },
    BROKER_IS_SILENT(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(BROKER_SILENT);
            site.broker.mood = WorldBroker.Mood.BLACK_HOLE;
            return () -> {
                site.broker.mood = WorldBroker.Mood.WELL;
                site.broker.loseAll("keep-alive");
                site.history.ends(BROKER_SILENT);
            };
        }
    },
    BROKER_IS_SLOW(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(BROKER_SILENT);
            site.broker.connackDelay = dice.seconds(0, 40);
            site.broker.ackDelay = dice.seconds(0, 40);
            return () -> {
                site.broker.connackDelay = Duration.ZERO;
                site.broker.ackDelay = Duration.ZERO;
                site.history.ends(BROKER_SILENT);
            };
        }
    },
    BROKER_REFUSES_US(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(BROKER_REFUSES);
            site.broker.connack = dice.between(1, 5);
            site.broker.loseAll("refuses from now on");
            return () -> {
                site.broker.connack = 0;
                site.history.ends(BROKER_REFUSES);
            };
        }
    },
    BROKER_CLOSES_AFTER_SUBSCRIBE(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(BROKER_REFUSES);
            site.history.begins(CONNECTION_LOST);
            site.broker.closesAfterSubscribe = true;
            site.broker.loseAll("closes");
            return () -> {
                site.broker.closesAfterSubscribe = false;
                site.history.ends(BROKER_REFUSES);
                site.history.ends(CONNECTION_LOST);
            };
        }
    },
    BROKER_RESTARTS(3) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.note(CONNECTION_LOST);
            if (dice.oneIn(2)) {
                site.broker.forgetSessions();
            } else {
                site.broker.loseAll("restart");
            }
            return NOTHING;
        }
    },
    IDENTITY_FIGHT(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(RIVAL);
            Rival rival = new Rival(site.time, site.broker, Setup.identity(1), dice.seconds(1, 30));
            rival.begin();
            return () -> {
                rival.end();
                site.history.ends(RIVAL);
            };
        }
    },
    COMMANDS_ARE_REFUSED(3) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return moved(site, COMMANDS_FAIL, Switch.ERROR, dice.pick(COMMANDS) + ":" + dice.pick(COUNTS), "");
        }
    },
    COMMANDS_ARE_SWALLOWED(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return moved(site, COMMANDS_FAIL, Switch.SILENT, dice.pick(COMMANDS) + ":" + dice.pick(COUNTS), "");
        }
    },
    FINAL_RESULTS_ARE_LOST(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return moved(site, COMMANDS_FAIL, Switch.DROP_OK, dice.pick(COMMANDS) + ":" + dice.pick(COUNTS), "");
        }
    },
    MODULE_RESTARTS_AT_A_COMMAND(1) {
        @Override
        Runnable begin(Site site, Dice dice) {
            site.history.begins(MODULE_OFF);
            Runnable end = moved(site, COMMANDS_FAIL, Switch.RESET, dice.pick(COMMANDS) + ":1", "");
            return () -> {
                end.run();
                site.history.ends(MODULE_OFF);
            };
        }
    },
    MQTT_COMMANDS_FAIL(3) {
        @Override
        Runnable begin(Site site, Dice dice) {
            Switch which = dice.pick(List.of(Switch.OPEN, Switch.SUBSCRIBE, Switch.PUBLISH, Switch.CLOSE));
            String how = dice.pick(List.of("refused", "error", "silent", "lost"));
            // The link cannot distinguish it from the broker's own refusal.
            site.broker.refusesFilters |= which == Switch.SUBSCRIBE && how.equals("refused");
            return moved(site, COMMANDS_FAIL, which, how, "broker");
        }
    },
    HOST_DIES(2) {
        @Override
        Runnable begin(Site site, Dice dice) {
            SiteDisk disk = site.disk();
            if (disk != null) {
                return Crash.begin(site, disk, dice, false);
            }
            SiteHost before = site.host();
            if (before != null) {
                before.die();
            }
            Dice own = dice.split();
            site.comesBack(dice.seconds(1, 60), own);
            return NOTHING;
        }
    },
    HOST_DIES_AGAIN(6, true) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return Crash.begin(site, Objects.requireNonNull(site.disk()), dice, false);
        }
    },
    POWER_IS_CUT(12, true) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return Crash.begin(site, Objects.requireNonNull(site.disk()), dice, true);
        }
    },
    POWER_IS_CUT_AGAIN(8, true) {
        @Override
        Runnable begin(Site site, Dice dice) {
            return Crash.begin(site, Objects.requireNonNull(site.disk()), dice, true);
        }
    },
    DISK_IS_ILL(6, true) {
        @Override
        Runnable begin(Site site, Dice dice) {
            SiteDisk disk = Objects.requireNonNull(site.disk());
            disk.mood(dice.pick(List.of(SiteDisk.Mood.SLOW, SiteDisk.Mood.FULL, SiteDisk.Mood.BROKEN)));
            site.trace("the disk is " + disk.mood());
            return () -> disk.mood(SiteDisk.Mood.WELL);
        }
    };

    static final Runnable NOTHING = () -> {};
    private static final List<String> COUNTS = List.of("1", "3", "1000000");
    private static final List<String> COMMANDS = List.of(
            "AT",
            "ATE0",
            "AT+CMEE",
            "AT+GTRAT",
            "AT+CFUN",
            "AT+CPIN?",
            "AT+CIMI",
            "AT+CGDCONT",
            "AT+CSQ",
            "AT+COPS",
            "AT+CREG?",
            "AT+CEREG?",
            "AT+CGREG?",
            "AT+MIPCALL?",
            "AT+MIPCALL=1",
            "AT+MIPCALL=0",
            "AT+MQTTUSER",
            "AT+MQTTOPEN=",
            "AT+MQTTOPEN?",
            "AT+MQTTSUB",
            "AT+MQTTPUB",
            "AT+MQTTUNSUB",
            "AT+MQTTCLOSE");

    private final int weight;
    private final boolean ofAnOutbox;

    Fault(int weight) {
        this(weight, false);
    }

    Fault(int weight, boolean ofAnOutbox) {
        this.weight = weight;
        this.ofAnOutbox = ofAnOutbox;
    }

    /** The relative frequency. */
    int weight() {
        return weight;
    }

    abstract Runnable begin(Site site, Dice dice);

    /** Whether it requires a host with an outbox. */
    boolean isOfAnOutbox() {
        return ofAnOutbox;
    }

    private static Runnable refuse(Site site, History.Happening what, Reason reason) {
        site.history.begins(what);
        site.line.drop();
        site.line.refuse(reason);
        return () -> {
            site.line.refuse(null);
            site.history.ends(what);
        };
    }

    private static Runnable registration(Site site, History.Happening what, String status) {
        site.history.begins(what);
        site.set(Switch.REGISTRATION, status);
        site.modem.loseNetwork();
        site.modem.restoreNetwork();
        return () -> {
            site.set(Switch.REGISTRATION, "auto");
            site.modem.restoreNetwork();
            site.history.ends(what);
        };
    }

    private static Runnable moved(Site site, History.Happening what, Switch which, String position, String back) {
        site.trace("switch " + which.key() + "=" + position);
        site.history.begins(what);
        site.set(which, position);
        return () -> {
            site.set(which, back);
            site.history.ends(what);
        };
    }

    static byte[] flipped(byte[] bytes, Dice dice, int each) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < changed.length; i++) {
            if (dice.oneIn(each)) {
                changed[i] ^= (byte) (1 << dice.below(7));
            }
        }
        return changed;
    }

    private static byte[] withoutNotices(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains("READY") || text.contains("ready") ? new byte[0] : bytes;
    }
}
