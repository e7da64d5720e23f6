package org.statewise.controller.evaluate.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.statewise.controller.loop.TickRecord;

/** The states and torques of a recording, every so many ticks: what a loss looked at. */
public final class StateTrace implements Consumer<TickRecord> {
  private final int every;
  private final List<Point> points = new ArrayList<>();
  private long count;
  private long firstNs;

  /**
   * One tick.
   *
   * @param seconds since the first
   */
  // Read at once and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Point(double seconds, double[] q, double[] qd, double[] tau) {}

  /** Keeps every {@code every}-th tick. */
  public StateTrace(int every) {
    this.every = every;
  }

  @Override
  public void accept(TickRecord tick) {
    if (count == 0) {
      firstNs = tick.nowNs;
    }
    if (count % every == 0) {
      points.add(new Point((tick.nowNs - firstNs) * 1e-9, tick.state.q.clone(),
          tick.state.qd.clone(), tick.state.tau.clone()));
    }
    count++;
  }

  /** What was kept. */
  public List<Point> points() {
    return List.copyOf(points);
  }
}
