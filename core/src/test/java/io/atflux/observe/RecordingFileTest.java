package io.atflux.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.observe.WireEvent.Direction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Disks that are full or slow. */
@Timeout(60)
class RecordingFileTest {

    private static final WireEvent EVENT = WireEvent.of(Duration.ZERO, Direction.SENT, "AT\r");
    private static final int MORE_THAN_MAY_WAIT = 20_000;

    private final CountDownLatch full = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    @Test
    void aFullDiskIsToldWhenTheFileIsClosedAndCloseEnds() throws InterruptedException {
        RecordingFile file = RecordingFile.to(new BufferedWriter(new FullDisk()), "full");
        file.accept(EVENT);
        full.await();
        for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) {
            file.accept(EVENT);
        }
        assertThatThrownBy(file::close).isInstanceOf(UncheckedIOException.class).hasMessageContaining("no space left");
    }

    @Test
    void whatASlowDiskLostIsToldEvenWhereNothingFollows() {
        StringWriter written = new StringWriter();
        RecordingFile file = RecordingFile.to(new BufferedWriter(new SlowDisk(written)), "slow");
        for (int i = 0; i < MORE_THAN_MAY_WAIT; i++) {
            file.accept(EVENT);
        }
        goesOn.countDown();
        file.close();
        List<String> lines = written.toString().lines().toList();
        Pattern notice = Pattern.compile("# ([0-9]+) events lost");
        int lost = lines.stream()
                .map(notice::matcher)
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .sum();
        long kept = lines.stream().filter(line -> !line.startsWith("#")).count();
        assertThat(lost).isPositive();
        assertThat(kept + lost).isEqualTo(MORE_THAN_MAY_WAIT);
    }

    private final class FullDisk extends Writer {
        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            full.countDown();
        }
    }

    /** Writes nothing until it is released. */
    private final class SlowDisk extends Writer {
        private final Writer target;

        SlowDisk(Writer target) {
            this.target = target;
        }

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            target.write(buffer, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
