package org.statewise.controller.loop;

import java.util.concurrent.atomic.AtomicLong;
import org.statewise.bridge.api.ArmMode;
import org.statewise.models.HotPath;

/**
 * Counts what the arm's clock did: plain stores of the control thread, read by others after the run, but
 * for {@link #missedStates}, which is published.
 */
public final class CycleMonitor {
  private long ticks;
  private long fresh;
  private long late;

  /** Written by the control thread alone. */
  private final AtomicLong missedStates = new AtomicLong();
  private long staleStates;
  private long refusedCommands;
  private long deadlineMisses;
  private long lastSequence = Long.MIN_VALUE;
  private long missedInARow;

  /** The arm held itself when the last state was sampled: what it did since was not our torque's doing. */
  private boolean heldItself = true;
  private final LinkQuality quality;
  private final int[] trips = new int[Integer.SIZE];

  /** @param lossStates how many of the last states {@link #lossFraction} is a part of */
  CycleMonitor(int lossStates) {
    quality = new LinkQuality(lossStates);
  }

  /**
   * A state came. Those missed before it count against the link once the arm is commanded; an arm that
   * holds itself does so as well unseen.
   *
   * @return false if it is no newer than the last one, which must not be used
   */
  @HotPath
  boolean accept(long sequence, ArmMode mode) {
    if (lastSequence != Long.MIN_VALUE) {
      if (sequence <= lastSequence) {
        staleStates++;
        return false;
      }
      long missed = sequence - lastSequence - 1;
      missedStates.setRelease(missedStates.getPlain() + missed);
      missedInARow = heldItself ? 0 : missed;
      quality.miss(missedInARow);
    }
    quality.arrive();
    heldItself = mode == ArmMode.BRAKES_ENGAGED;
    lastSequence = sequence;
    fresh++;
    return true;
  }

  @HotPath
  void countLate() {
    late++;
  }

  /** The state that came just now was not answered. */
  @HotPath
  void countSkipped() {
    quality.spoil();
  }

  @HotPath
  void countRefused() {
    refusedCommands++;
  }

  @HotPath
  void endTick(long latencyNs, long periodNs, int tripBits) {
    ticks++;
    if (latencyNs > periodNs) {
      deadlineMisses++;
    }
    for (int bits = tripBits; bits != 0; bits &= bits - 1) {
      trips[Integer.numberOfTrailingZeros(bits)]++;
    }
  }

  /** Ticks so far, those without a state included. */
  public long ticks() {
    return ticks;
  }

  /** Ticks that answered a state. */
  public long answered() {
    return fresh;
  }

  /** Waits that ended without a state. */
  public long lateTicks() {
    return late;
  }

  /** States that the arm sent and the loop never saw, by the gaps in their sequence. Any thread. */
  public long missedStates() {
    return missedStates.getAcquire();
  }

  /** States of an arm that was commanded, missed just before the last one that came. */
  @HotPath
  public long missedInARow() {
    return missedInARow;
  }

  /** The part of the last states that was missed or came too late. */
  @HotPath
  public double lossFraction() {
    return quality.lossFraction();
  }

  /** States that were no newer than the one before. */
  public long staleStates() {
    return staleStates;
  }

  /** Commands that the arm refused. */
  public long refusedCommands() {
    return refusedCommands;
  }

  /** Commands that left more than a period after their state came. */
  public long deadlineMisses() {
    return deadlineMisses;
  }

  /** How often guard {@code k} of the chain objected. */
  public int trips(int k) {
    return trips[k];
  }
}
