package io.atflux.outside;

import java.util.Random;

/** What one world is like, drawn from its seed. */
final class Traits {

    /** What the peer takes of the lines by which a session may prove that it is in step. */
    enum Takes {
        ROWS,
        SOME_READS,
        FIRST_OF_A_ROW,
        REGISTER,
        SINGLE_READS,
        NOTHING,
        OK_TO_ALL
    }

    enum Profile {
        GENERIC,
        GENERIC_LINE_END,
        L610
    }

    final Takes takes;
    final Profile profile;
    final boolean echo;
    final boolean prefixAnywhere;
    final boolean leadOnEveryLine;
    final boolean keepsOutput;
    final boolean knowsReads;
    final int buffer;
    final boolean noise;
    final double flips;
    final double losses;
    final double spurious;
    final boolean drops;
    final boolean restarts;
    final boolean busy;
    final double slowShare;
    final int slowMost;
    final double urcsPerSecond;
    final double calmUrcsPerSecond;
    final double unknownShare;
    final double textShare;
    final boolean texts;
    final int callers;
    final int troubleSeconds;
    final boolean prompts;
    final boolean resends;
    final boolean asynchronous;
    final boolean forgets;
    final boolean liveness;
    final boolean interleaved;
    final int byteMicros;
    final boolean overtaken;

    Traits(Random r, String only) {
        int t = r.nextInt(20);
        takes = t < 10
                ? Takes.ROWS
                : new Takes[] {
                            Takes.SOME_READS,
                            Takes.SOME_READS,
                            Takes.FIRST_OF_A_ROW,
                            Takes.REGISTER,
                            Takes.REGISTER,
                            Takes.SINGLE_READS,
                            Takes.NOTHING,
                            Takes.NOTHING,
                            Takes.OK_TO_ALL,
                            Takes.ROWS
                        }
                        [t - 10];
        profile = Profile.values()[r.nextInt(3)];
        echo = r.nextInt(3) != 0;
        prefixAnywhere = r.nextBoolean();
        leadOnEveryLine = r.nextBoolean();
        keepsOutput = r.nextBoolean();
        knowsReads = r.nextBoolean();
        buffer = new int[] {160, 300, 512, 1024, 4096}[r.nextInt(5)];
        boolean noisy = r.nextInt(100) < 45;
        double bad = Math.pow(10, -3.3 + 2.5 * r.nextDouble());
        flips = bad;
        losses = bad * r.nextDouble();
        spurious = r.nextBoolean() ? 0 : r.nextDouble() * 5;
        drops = r.nextInt(100) < 50;
        restarts = r.nextInt(100) < 25;
        busy = r.nextInt(100) < 60;
        slowShare = 0.02 + 0.3 * r.nextDouble();
        slowMost = new int[] {3, 10, 40, 90, 180}[r.nextInt(5)];
        urcsPerSecond = r.nextInt(4) == 0 ? 0 : Math.pow(10, -1.5 + 2.2 * r.nextDouble());
        calmUrcsPerSecond = r.nextInt(4) == 0 ? 0 : Math.pow(10, -1.5 + 2.2 * r.nextDouble());
        // A line that no catalogue has breaks the long silence of a modem that takes nothing: a documented limit.
        unknownShare = takes == Takes.ROWS && r.nextBoolean() ? 0.2 : 0;
        texts = profile != Profile.GENERIC && r.nextInt(3) != 0 && !only.contains("plain");
        textShare = 0.1 + 0.5 * r.nextDouble();
        callers = 1 + r.nextInt(4);
        troubleSeconds = 60 + r.nextInt(600);
        prompts = r.nextInt(3) == 0;
        resends = r.nextInt(3) == 0;
        asynchronous = r.nextInt(2) == 0;
        forgets = r.nextInt(12) == 0;
        liveness = r.nextInt(4) == 0;
        interleaved = r.nextInt(3) == 0;
        byteMicros = new int[] {5, 20, 87, 300}[r.nextInt(4)];
        // A process without memory and a command that others overtake: a documented limit.
        overtaken = only.contains("overtaken") && !forgets && r.nextInt(2) == 0;
        noise = only.contains("noise") || noisy && !only.contains("quiet");
    }

    @Override
    public String toString() {
        return takes + " " + profile + (echo ? " echo" : "") + (prefixAnywhere ? " prefixAnywhere" : "")
                + (keepsOutput ? " keepsOutput" : "") + (knowsReads ? " knowsReads" : "") + " buffer=" + buffer
                + (noise ? String.format(" noise=%.4f/%.4f/%.2f", flips, losses, spurious) : "")
                + (drops ? " drops" : "") + (restarts ? " restarts" : "")
                + (busy ? String.format(" busy=%.2f<%d", slowShare, slowMost) : "")
                + String.format(" urcs=%.2f,%.2f", urcsPerSecond, calmUrcsPerSecond)
                + (texts ? String.format(" texts=%.2f", textShare) : "") + (unknownShare > 0 ? " unknown" : "")
                + " callers=" + callers + " trouble=" + troubleSeconds + (prompts ? " prompts" : "")
                + (resends ? " resends" : "") + (asynchronous ? " async" : "") + (forgets ? " forgets" : "")
                + (liveness ? " liveness" : "") + (interleaved ? " interleaved" : "") + (overtaken ? " overtaken" : "")
                + " byte=" + byteMicros + "us";
    }
}
