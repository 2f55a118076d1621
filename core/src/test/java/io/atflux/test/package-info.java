<<<<<<< HEAD
/** The test kit: what atflux and its users test with. */
=======
/** For tests of code that talks to a modem: a scripted one, in memory, on virtual time. */
>>>>>>> 4d3b448 (Drive the line: seats, holds, owed replies, resynchronisation)
@NullMarked
package io.atflux.test;

import org.jspecify.annotations.NullMarked;
