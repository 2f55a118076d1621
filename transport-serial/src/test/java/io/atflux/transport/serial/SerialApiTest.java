package io.atflux.transport.serial;

import io.atflux.test.api.PublicApiRules;

class SerialApiTest implements PublicApiRules {

    @Override
    public Class<?> ofTheModule() {
        return SerialTransport.class;
    }
}
