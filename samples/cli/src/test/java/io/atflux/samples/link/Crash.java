package io.atflux.samples.link;

import java.time.Duration;
import java.util.List;

/** The host's process dies, or its power is cut: at once, later, or during an operation of its store. */
final class Crash {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Site site;
    private final SiteDisk disk;
    private final Dice dice;
    private final boolean power;
    private boolean armed = true;

    private Crash(Site site, SiteDisk disk, Dice dice, boolean power) {
        this.site = site;
        this.disk = disk;
        this.dice = dice;
        this.power = power;
    }

    /** Returns an action that cancels the crash, if it has not happened yet. */
    static Runnable begin(Site site, SiteDisk disk, Dice dice, boolean power) {
        Crash crash = new Crash(site, disk, dice, power);
        crash.choose();
        return () -> crash.armed = false;
    }

    private void choose() {
        int times = dice.pick(List.of(1, 1, 2, 3, 5));
        switch (dice.below(5)) {
            case 0 -> now();
            case 1 -> site.after(dice.millis(0, 20_000), this::now);
            case 2 -> atCommand(times);
            case 3 -> atResult(times);
            default -> atCommit(dice.pick(List.of(SiteDisk.Moment.values())), times);
        }
    }

    private void atCommand(int times) {
        site.wire.when("AT+MQTTPUB", () -> {
            if (times > 1) {
                atCommand(times - 1);
            } else {
                site.after(dice.oneIn(2) ? AT_ONCE : dice.millis(0, 120), this::now);
            }
        });
    }

    private void atResult(int times) {
        site.wire.whenPrinted("+MQTTPUB: ", () -> {
            if (times > 1) {
                atResult(times - 1);
            } else {
                site.after(dice.oneIn(2) ? AT_ONCE : dice.millis(0, 40), this::now);
            }
        });
    }

    private void atCommit(SiteDisk.Moment moment, int times) {
        disk.when(moment, () -> {
            if (times > 1) {
                atCommit(moment, times - 1);
            } else {
                site.trace("at " + moment);
                now();
            }
        });
    }

    private void now() {
        SiteHost host = site.host();
        if (!armed || host == null || host.isDead()) {
            return;
        }
        armed = false;
        host.die();
        if (power) {
            site.trace("its power is cut");
            disk.powerCut();
        } else {
            disk.processDied();
        }
        site.ledger().crashed();
        if (power && dice.oneIn(2)) {
            site.trace("and the module's");
            site.history.note(History.Happening.MODULE_OFF);
            site.modem.powerCycle();
        }
        Dice own = dice.split();
        site.comesBack(dice.seconds(1, 60), own);
    }
}
