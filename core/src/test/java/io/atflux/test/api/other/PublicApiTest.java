package io.atflux.test.api.other;

/** Has the simple name of another class. */
public final class PublicApiTest {

    private PublicApiTest() {}
}
