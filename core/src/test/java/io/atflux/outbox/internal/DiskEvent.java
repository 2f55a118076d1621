package io.atflux.outbox.internal;

/**
 * One operation of a process on the files of one folder, or its output, in order. Files are numbers: a name may change
 * its file.
 */
sealed interface DiskEvent {

    record Create(String name, int file) implements DiskEvent {}

    record Rename(String from, String to) implements DiskEvent {}

    record Unlink(String name) implements DiskEvent {}

    record SyncFolder() implements DiskEvent {}

    record Write(int file, long at, byte[] bytes) implements DiskEvent {}

    record Truncate(int file, long size) implements DiskEvent {}

    record Sync(int file) implements DiskEvent {}

    record Said(char what, int number) implements DiskEvent {}
}
