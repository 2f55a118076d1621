/** What was written and is not over: the seats of commands, replies that are owed, operations that wait for their result code. It decides nothing and calls nobody. */
@NullMarked
package io.atflux.internal.ledger;

import org.jspecify.annotations.NullMarked;
