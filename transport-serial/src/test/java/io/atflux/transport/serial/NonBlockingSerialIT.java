package io.atflux.transport.serial;

import io.atflux.test.FarEnd;
import io.atflux.test.NonBlockingTck;
import java.io.IOException;

class NonBlockingSerialIT implements NonBlockingTck {

    @Override
    public FarEnd farEnd() throws IOException {
        return new Pty();
    }
}
