package org.statewise.controller.bench;

/**
 * What one run of the loop came to besides its times.
 *
 * @param over the link
 * @param ticks of the loop
 * @param missedStates that the arm sent and the loop never saw
 * @param deadlineMisses commands that left more than a period after their state came
 * @param allocatedBytesPerTick on the control thread
 * @param stolenShare part of the processors' time that other virtual machines had meanwhile
 * @param busyShare part of it in which they worked
 * @param ending why it ended before its time, in a sentence; empty if it did not
 */
public record LoopFigures(Setting setting, String over, long ticks, long missedStates,
    long deadlineMisses, double allocatedBytesPerTick, double stolenShare, double busyShare,
    String ending) {}
