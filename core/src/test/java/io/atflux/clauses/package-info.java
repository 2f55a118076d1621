/** The clause of a standard that each test covers, compared with docs/standards.md. */
@org.jspecify.annotations.NullMarked
package io.atflux.clauses;
