package io.atflux.outbox.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The possible contents of a disk after a power cut at one moment. Of each file it holds everything that was written
 * before its last sync, and any part of later writes: each whole, torn at sectors or pages, or not at all. Of the
 * folder it holds all names before its last sync, and later ones up to any moment.
 */
final class PowerCut {

    private static final int[] SECTORS = {512, 4096};

    private final List<DiskEvent> events;
    private final Random chance;
    private final double share;
    private final Map<Integer, Integer> synced = new HashMap<>();
    private final Map<Integer, byte[]> contents = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int folderSynced = -1;

    private PowerCut(List<DiskEvent> events, Random chance) {
        this.events = events;
        this.chance = chance;
        share = new double[] {0, 0.5, 0.9, 1}[chance.nextInt(4)];
    }

    /** Creates the files in a possible state after this number of events. */
    static void rebuild(List<DiskEvent> events, int cut, Random chance, Path folder) throws IOException {
        PowerCut disk = new PowerCut(events.subList(0, cut), chance);
        disk.findSyncs();
        disk.write();
        disk.name();
        for (Map.Entry<String, Integer> named : disk.names.entrySet()) {
            Path file = folder.resolve(Path.of(named.getKey()).getFileName());
            Files.write(file, disk.contents.getOrDefault(named.getValue(), new byte[0]));
        }
    }

    private void findSyncs() {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof DiskEvent.Sync sync) {
                synced.put(sync.file(), i);
            } else if (events.get(i) instanceof DiskEvent.SyncFolder) {
                folderSynced = i;
            }
        }
    }

    private boolean isOnDisk(int event, int file) {
        return event < synced.getOrDefault(file, -1);
    }

    private void write() {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof DiskEvent.Write write) {
                if (isOnDisk(i, write.file())) {
                    put(write.file(), write.at(), write.bytes());
                } else if (chance.nextDouble() < share) {
                    tear(write);
                }
            } else if (events.get(i) instanceof DiskEvent.Truncate cut
                    && (isOnDisk(i, cut.file()) || chance.nextDouble() < share)) {
                contents.put(cut.file(), Arrays.copyOf(content(cut.file()), (int) cut.size()));
            }
        }
    }

    /** A third of the writes is torn. */
    private void tear(DiskEvent.Write write) {
        if (chance.nextInt(3) > 0) {
            put(write.file(), write.at(), write.bytes());
            return;
        }
        int sector = SECTORS[chance.nextInt(SECTORS.length)];
        long end = write.at() + write.bytes().length;
        for (long at = write.at(); at < end; ) {
            long next = Math.min(end, (at / sector + 1) * sector);
            if (chance.nextBoolean()) {
                put(write.file(), at, Arrays.copyOfRange(write.bytes(), (int) (at - write.at()), (int)
                        (next - write.at())));
            }
            at = next;
        }
    }

    private byte[] content(int file) {
        return contents.getOrDefault(file, new byte[0]);
    }

    private void put(int file, long at, byte[] bytes) {
        byte[] before = content(file);
        byte[] after = Arrays.copyOf(before, (int) Math.max(before.length, at + bytes.length));
        System.arraycopy(bytes, 0, after, (int) at, bytes.length);
        contents.put(file, after);
    }

    private void name() {
        int end = folderSynced + 1 + chance.nextInt(events.size() - folderSynced);
        for (DiskEvent event : events.subList(0, end)) {
            if (event instanceof DiskEvent.Create create) {
                names.put(create.name(), create.file());
            } else if (event instanceof DiskEvent.Unlink unlink) {
                names.remove(unlink.name());
            } else if (event instanceof DiskEvent.Rename rename) {
                Integer file = names.remove(rename.from());
                if (file != null) {
                    names.put(rename.to(), file);
                }
            }
        }
    }
}
