/**
 * Recordings: what a run's ticks or an imported stream's rows were, in an MCAP file that every MCAP
 * tool opens. See controller/docs/recordings.md.
 */
package org.statewise.controller.record;
