package org.statewise.controller.page;

import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunStatistics;

/**
 * What a page shows of one moment.
 *
 * @param number counts frames from 1, those that a slow browser never got included
 * @param now the newest tick
 * @param learned the newest tick that learned a sample; all zero before the first
 * @param motion that the newest tick belongs to
 * @param trips how many ticks each guard has changed or refused since the start
 * @param latency of all ticks
 * @param figures smoothed over about a second, as on the status line
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier for the writer of frames, never compared
record Frame(long number, TickRecord now, TickRecord learned, Motion motion,
    Supervision.State supervision, long[] trips, LatencyBuckets.Summary latency,
    RunStatistics.Status figures) {}
