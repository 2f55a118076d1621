/** Texts and lines as the session handles them: what programs need not, and so cannot, do with them. */
package io.atflux.internal.text;
