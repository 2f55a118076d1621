package io.atflux;

import io.atflux.test.api.PublicApiRules;

class CoreApiTest implements PublicApiRules {

    @Override
    public Class<?> ofTheModule() {
        return AtClient.class;
    }
}
