/**
 * Written commands that are not complete: the seats of commands, owed replies, operations that wait for their result code. It
 * decides nothing and calls no sender.
 */
@NullMarked
package io.atflux.internal.ledger;

import org.jspecify.annotations.NullMarked;
