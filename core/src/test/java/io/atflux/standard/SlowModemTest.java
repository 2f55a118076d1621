package io.atflux.standard;

import org.junit.jupiter.api.Test;

/** Replies to commands of another origin: an earlier session, an earlier process, an earlier attempt. */
class SlowModemTest {

    @Test
    void eachReplyReachesItsOwnCommandOrNobody() {
        Seeds.check(200, SlowModems::world);
    }
}
