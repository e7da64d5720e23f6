/** Streams of joint states in the files of other programs, read row by row. */
package org.statewise.controller.source;
