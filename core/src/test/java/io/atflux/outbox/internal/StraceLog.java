package io.atflux.outbox.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the output of {@code strace -f -xx} for a process, as far as it concerns one folder or its standard output. */
final class StraceLog {

    /** The calls that change a file, and those that tell which file a descriptor means. */
    static final String CALLS = "openat,close,dup,dup2,dup3,pwrite64,write,writev,pwritev,pwritev2,ftruncate,fallocate,"
            + "fsync,fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,clone,clone3,fork,vfork";

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)\\s+= (-?\\d+).*");
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*+)\"");
    private static final Pattern UNFINISHED = Pattern.compile("(\\d+) +(.*) <unfinished \\.\\.\\.>");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern WHOLE = Pattern.compile("(\\d+) +(.*)");
    private static final int FOLDER = 0;
    private static final int OUTPUT = -1;

    private final String folder;
    private final List<DiskEvent> events = new ArrayList<>();
    private final Map<Long, Integer> open = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int files;

    private StraceLog(Path folder) {
        this.folder = folder.toString();
        open.put(1L, OUTPUT);
    }

    static List<DiskEvent> read(Path log, Path folder) throws IOException {
        Set<String> others = new HashSet<>();
        calls(log, (process, call) -> noteProcess(call, others));
        StraceLog reader = new StraceLog(folder);
        calls(log, (process, call) -> {
            if (!others.contains(process)) {
                reader.call(call);
            }
        });
        return reader.events;
    }

    /** A process that this one started has its own open files. Threads share them. */
    private static void noteProcess(String text, Set<String> others) {
        Matcher call = CALL.matcher(text);
        if (text.matches("v?fork.*|clone3?\\(.*") && call.matches() && !text.contains("CLONE_THREAD")) {
            others.add(call.group(3));
        }
    }

    /**
     * Each call when it has ended; and the beginning of a close, because another thread may get its descriptor before
     * the end.
     */
    private static void calls(Path log, BiConsumer<String, String> each) throws IOException {
        Map<String, String> begun = new HashMap<>();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                Matcher unfinished = UNFINISHED.matcher(line);
                Matcher resumed = RESUMED.matcher(line);
                Matcher whole = WHOLE.matcher(line);
                if (unfinished.matches()) {
                    begun.put(unfinished.group(1), unfinished.group(2));
                    if (unfinished.group(2).startsWith("close(")) {
                        each.accept(unfinished.group(1), unfinished.group(2) + ") = 0");
                        begun.remove(unfinished.group(1));
                    }
                } else if (resumed.matches()) {
                    String first = begun.remove(resumed.group(1));
                    if (first != null) {
                        each.accept(resumed.group(1), first + resumed.group(2));
                    }
                } else if (whole.matches()) {
                    each.accept(whole.group(1), whole.group(2));
                }
            });
        }
    }

    private void call(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches() || call.group(3).startsWith("-")) {
            return;
        }
        long result = Long.parseLong(call.group(3));
        String name = call.group(1);
        String arguments = call.group(2);
        List<byte[]> texts = new ArrayList<>();
        Matcher found = TEXT.matcher(arguments);
        while (found.find()) {
            texts.add(bytes(found.group(1)));
        }
        String[] numbers = TEXT.matcher(arguments).replaceAll("_").split(", ");
        switch (name) {
            case "openat" -> opened(path(texts.get(0)), numbers[2], result);
            case "rename", "renameat", "renameat2" -> renamed(path(texts.get(0)), path(texts.get(1)));
            case "clone", "clone3", "fork", "vfork" -> {}
            case "unlink", "unlinkat" -> unlinked(path(texts.get(0)));
            default -> onOpen(name, numbers, texts, result);
        }
    }

    private static String path(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length() / 4);
        for (int i = 2; i < escaped.length(); i += 4) {
            bytes.write(Integer.parseInt(escaped, i, i + 2, 16));
        }
        return bytes.toByteArray();
    }

    private boolean isOurs(String path) {
        return path.startsWith(folder + "/");
    }

    private void opened(String path, String flags, long number) {
        open.remove(number);
        if (path.equals(folder)) {
            open.put(number, FOLDER);
        } else if (isOurs(path)) {
            Integer file = names.get(path);
            if (file == null) {
                file = ++files;
                names.put(path, file);
                events.add(new DiskEvent.Create(path, file));
            } else if (flags.contains("O_TRUNC")) {
                events.add(new DiskEvent.Truncate(file, 0));
            }
            open.put(number, file);
        }
    }

    private void renamed(String from, String to) {
        Integer file = names.remove(from);
        if (file != null) {
            names.put(to, file);
            events.add(new DiskEvent.Rename(from, to));
        }
    }

    private void unlinked(String path) {
        if (names.remove(path) != null) {
            events.add(new DiskEvent.Unlink(path));
        }
    }

    private void onOpen(String name, String[] numbers, List<byte[]> texts, long result) {
        long number = Long.parseLong(numbers[0]);
        Integer file = open.get(number);
        if (file == null) {
            return;
        }
        switch (name) {
            case "close" -> open.remove(number);
            case "dup" -> open.put(result, file);
            case "fsync", "fdatasync" ->
                events.add(file == FOLDER ? new DiskEvent.SyncFolder() : new DiskEvent.Sync(file));
            case "ftruncate" -> events.add(new DiskEvent.Truncate(file, Long.parseLong(numbers[1])));
            case "pwrite64" -> events.add(new DiskEvent.Write(file, Long.parseLong(numbers[3]), texts.get(0)));
            default -> other(name, file, texts);
        }
    }

    private void other(String name, int file, List<byte[]> texts) {
        if (file != OUTPUT) {
            throw new AssertionError("a system call for writing that this test does not handle: " + name);
        }
        Matcher said = Pattern.compile("([A-Z]) (\\d+)\n").matcher(path(texts.get(0)));
        while (said.find()) {
            events.add(new DiskEvent.Said(said.group(1).charAt(0), Integer.parseInt(said.group(2))));
        }
    }
}
