package org.statewise.controller.record;

/**
 * A stretch of consecutive ticks with one motion and round; its index is what
 * {@code TickRecord.motion} holds while the recording is read.
 *
 * @param motion the motion's name, or an imported stream's segment; empty outside of any
 * @param firstTick number of its first tick
 * @param ticks how many ticks of it were recorded
 */
public record RecordedSegment(String motion, int round, long firstTick, long ticks) {}
