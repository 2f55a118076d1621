package io.atflux.simulation;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The hostile line: it delays, cuts, loses, duplicates and changes bytes, but keeps their order. */
final class Cable {

    /** The distance between two damaged bytes, so that no line is damaged twice within one token. */
    private static final int SPACING = 40;

    /** One direction's armed damage. */
    private static final class Fate {
        private final ArrayDeque<Step.Hit> hits = new ArrayDeque<>();
        private int until;
        private int sinceLast = SPACING;
        private int lose;
        private long lastArrival;
    }

    /** Bytes that arrive together, and the frames that they complete. */
    private record Read(byte[] bytes, List<Frame> whole) {}

    private record Mark(int position, Frame frame) {}

    private record Written(byte[] bytes, Attempt attempt, boolean damaged) {}

    private final World world;
    private final Dice dice;
    private final Fate up = new Fate();
    private final Fate down = new Fate();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Mark> marks = new ArrayList<>();
    private final ArrayDeque<Read> reads = new ArrayDeque<>();
    private final ArrayDeque<Written> writes = new ArrayDeque<>();
    private boolean flushing;

    Cable(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    void arm(Step.Hit hit) {
        Fate fate = hit.toModem() ? up : down;
        if (fate.hits.isEmpty()) {
            fate.until = hit.bytes();
        }
        fate.hits.add(hit);
    }

    void lose(boolean toModem) {
        (toModem ? up : down).lose++;
    }

    private long arrival(Fate fate) {
        long delay = world.script.setup().lineDelay();
        fate.lastArrival = Math.max(fate.lastArrival, world.time.now() + (delay == 0 ? 0 : dice.between(0, delay)));
        return fate.lastArrival;
    }

    /** @return whether a byte was damaged */
    private boolean pass(Fate fate, byte[] bytes, boolean safe, ByteArrayOutputStream out) {
        boolean damaged = false;
        for (byte b : bytes) {
            Step.Hit hit = fate.hits.peek();
            boolean strikes = hit != null && !safe && fate.until <= 0 && fate.sinceLast >= SPACING;
            fate.until--;
            fate.sinceLast++;
            if (hit == null || !strikes) {
                out.write(b);
                continue;
            }
            fate.hits.poll();
            fate.sinceLast = 0;
            damaged = true;
            Step.Hit following = fate.hits.peek();
            fate.until = following == null ? 0 : following.bytes();
            world.hazards.count(hit.toModem() ? Hazard.BYTE_DAMAGED_TO_THE_MODEM : Hazard.BYTE_DAMAGED_FROM_THE_MODEM);
            switch (hit.damage()) {
                case LOST -> {}
                case DOUBLED -> {
                    out.write(b);
                    out.write(b);
                }
                case CHANGED -> out.write(b == (byte) hit.value() ? '~' : hit.value());
            }
        }
        return damaged;
    }

    void toModem(byte[] bytes, Attempt attempt, boolean escape) {
        if (up.lose > 0) {
            up.lose--;
            if (!escape) {
                attempt.grant(Excuse.WRITE_DAMAGED);
            }
            world.excuses.somethingDamaged();
            world.trace("lost on the way to the modem: ", attempt);
            world.hazards.count(Hazard.WRITE_LOST);
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 1);
        boolean damaged = pass(up, bytes, escape, out);
        if (damaged) {
            attempt.grant(Excuse.WRITE_DAMAGED);
            world.excuses.somethingDamaged();
            world.trace("damaged on the way to the modem: ", attempt);
        }
        writes.add(new Written(out.toByteArray(), attempt, damaged));
        world.time.at(arrival(up), () -> {
            Written next = writes.poll();
            if (next != null) {
                world.modem.receive(next.bytes(), next.attempt(), next.damaged());
            }
        });
    }

    void toHost(Frame frame) {
        frame.endWith(world.script.setup().extras().ends());
        boolean safe = frame.kind.isSafe();
        if (down.lose > 0 && !frame.kind.isText()) {
            down.lose--;
            frame.damaged = true;
            world.trace("lost: ", frame);
            world.frameLost(frame);
            return;
        }
        int before = printed.size();
        if (pass(down, frame.bytes, safe, printed)) {
            frame.damaged = true;
            world.excuses.somethingDamaged();
            world.trace("damaged: ", frame);
        }
        if (frame.damaged) {
            // A duplicated or lost byte moves the end, and a changed one may make another end: the frame may be whole
            // to the session at each present line end or prompt.
            byte[] all = printed.toByteArray();
            for (int i = before; i < all.length; i++) {
                if (i == before || i == all.length - 1 || all[i] == '\r' || all[i] == '\n' || all[i] == '>') {
                    marks.add(new Mark(i + 1, frame));
                }
            }
            if (all.length == before) {
                marks.add(new Mark(before, frame));
            }
        } else {
            if (frame.kind == Frame.Kind.COUNTED) {
                marks.add(new Mark(before + 1, frame));
            }
            Frame.Kind beginning = frame.beginning();
            if (beginning != null) {
                marks.add(new Mark(before + 1, new Frame(beginning, frame.text, null, -1)));
            }
            marks.add(new Mark(before + frame.essential(), frame));
        }
        if (!flushing) {
            flushing = true;
            world.time.after(0, this::flush);
        }
    }

    private void flush() {
        flushing = false;
        byte[] all = printed.toByteArray();
        printed.reset();
        int chunk = world.script.setup().chunk();
        int mark = 0;
        for (int at = 0; at < all.length || mark < marks.size(); ) {
            int size = chunk == 0 ? all.length : chunk == 1 ? 1 : (int) dice.between(1, chunk);
            int end = Math.min(all.length, at + size);
            List<Frame> whole = new ArrayList<>(1);
            while (mark < marks.size() && (marks.get(mark).position() <= end || end == all.length)) {
                whole.add(marks.get(mark++).frame());
            }
            reads.add(new Read(java.util.Arrays.copyOfRange(all, at, end), whole));
            world.time.at(arrival(down), this::deliver);
            at = end;
        }
        marks.clear();
    }

    private void deliver() {
        Read read = reads.poll();
        if (read != null) {
            world.deliver(read.bytes(), read.whole());
        }
    }

    /** Drops the modem's output up to now, in whole lines. */
    void reopen() {
        reads.forEach(read -> read.whole().forEach(world.payloads::lostWithTheLine));
        marks.forEach(mark -> world.payloads.lostWithTheLine(mark.frame()));
        reads.clear();
        printed.reset();
        marks.clear();
    }

    /** Drops everything that is under way. */
    void cut() {
        reads.clear();
        writes.clear();
    }
}
