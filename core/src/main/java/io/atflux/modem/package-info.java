/** What a modem has to do before there is an IP address: SIM, registration, APN, bearer. Knows no vendor's commands. */
@NullMarked
package io.atflux.modem;

import org.jspecify.annotations.NullMarked;
