/** Which clause of which standard which test stands for, held against docs/standards.md. */
@org.jspecify.annotations.NullMarked
package io.atflux.clauses;
