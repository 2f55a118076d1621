package io.atflux.modem;

/** A bearer, and the access point that was set when it came up or was found up. */
record Connected(Apn apn, Bearer bearer) {}
