package org.statewise.controller.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.Motion;

/** Runs one controller over one recording, and keeps what it predicted, segment by segment. */
public final class Replay {
  private final ControlTick tick;
  private final ReplayLink link;
  private final IntFunction<Motion> motions;
  private final TickRing ring;
  private final boolean measured;
  private final List<SegmentStatistics> segments = new ArrayList<>();
  private int currentMotion = -1;
  private long samples;
  private long ticks;

  /**
   * @param motions names what a motion's index means
   * @param ring where {@code tick} offers its records; this replay alone drains it
   * @param measured whether the model learns measured torques, or commanded ones
   */
  public Replay(ControlTick tick, ReplayLink link, IntFunction<Motion> motions, TickRing ring,
      boolean measured) {
    this.tick = tick;
    this.link = link;
    this.motions = motions;
    this.ring = ring;
    this.measured = measured;
  }

  /**
   * Plays to the end of the recording or of the recorded run.
   *
   * @param beforeTick called before each tick with the count so far; may wait, to keep real time
   */
  public void run(LongConsumer beforeTick) {
    run(beforeTick, record -> {});
  }

  /**
   * The same, with someone who sees each tick of a motion.
   *
   * @param seen is given a record that the next tick overwrites
   */
  public void run(LongConsumer beforeTick, Consumer<TickRecord> seen) {
    boolean over = false;
    while (!over) {
      beforeTick.accept(ticks);
      over = tick.run(link).isFinal();
      ring.drain(record -> add(record, seen), 1);
      ticks++;
    }
    link.end();
  }

  private void add(TickRecord record, Consumer<TickRecord> seen) {
    if (record.motion < 0) {
      return;
    }
    if (record.motion != currentMotion) {
      currentMotion = record.motion;
      Motion motion = motions.apply(record.motion);
      String name = motion.round() == 0 ? motion.name() : motion.name() + " " + motion.round();
      segments.add(new SegmentStatistics(name, record.u.length));
    }
    samples += record.learned ? 1 : 0;
    segments.getLast().add(record, measured ? record.state.tau : record.u);
    seen.accept(record);
  }

  /** Samples that were predicted and then learned. */
  public long samples() {
    return samples;
  }

  /** Ticks that were played. */
  public long ticks() {
    return ticks;
  }

  /** A row a segment. */
  public List<SegmentResult> segments() {
    return segments.stream().map(SegmentStatistics::result).toList();
  }
}
