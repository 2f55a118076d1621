/** The steps of a modem before there is an IP address: SIM, registration, APN, bearer. Contains no vendor's commands. */
@NullMarked
package io.atflux.modem;

import org.jspecify.annotations.NullMarked;
