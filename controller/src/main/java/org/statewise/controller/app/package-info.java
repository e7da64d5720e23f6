/**
 * The program itself: {@link org.statewise.controller.app.Main}. Its rooms are the commands, a run, a
 * dry-run replay, the wiring of concrete parts, and the console.
 */
package org.statewise.controller.app;
