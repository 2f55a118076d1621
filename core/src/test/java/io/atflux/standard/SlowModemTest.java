package io.atflux.standard;

import org.junit.jupiter.api.Test;

/** Replies that were asked for by somebody else: an earlier session, an earlier process, an earlier try. */
class SlowModemTest {

    @Test
    void eachReplyReachesItsOwnCommandOrNobody() {
        Seeds.check(200, SlowModems::world);
    }
}
