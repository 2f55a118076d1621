package io.atflux.internal.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recvAddress(..) failed with error(-104): Connection reset by peer | the other side reset it",
                "Connection reset                                                  | the other side reset it",
                "sendAddress(..) failed with error(-32): Broken pipe               | the other side had closed it",
                "writevAddresses(..) failed with error(-110): Connection timed out | the other side no longer answers",
                "recvAddress(..) failed with error(-113): No route to host         | there is no way to the other side any more",
                "syscall:read(..) failed: Input/output error                       | Input/output error",
                "recvAddress(..) failed with error(-104)                           | system error 104",
                "/dev/ttyUSB2 was unplugged                                        | /dev/ttyUSB2 was unplugged",
            })
    void aLossIsToldInPeoplesWords(String system, String people) {
        assertThat(SystemWords.ofLoss(new IOException(system))).isEqualTo(people);
    }

    @Test
    void whatHasNoWordsIsToldByItsKind() {
        assertThat(SystemWords.ofLoss(new ClosedChannelException())).isEqualTo("it was closed");
        assertThat(SystemWords.ofLoss(new EOFException())).isEqualTo("it was closed");
        assertThat(SystemWords.ofLoss(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(SystemWords.of(new IOException("bind(..) failed with error(-98): Address already in use")))
                .isEqualTo("Address already in use");
    }
}
