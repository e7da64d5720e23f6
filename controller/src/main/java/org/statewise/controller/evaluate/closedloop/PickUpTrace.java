package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.loop.TickRecord;

/** The largest joint error in the first second after the load was first picked up. */
final class PickUpTrace {
  private static final double SECONDS = 1;

  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> mrad = new ArrayList<>();
  private long pickedNs = -1;

  /** The line of a row. */
  static Plot.Line of(ClosedLoop loop, Plant plant, Baseline row) {
    PickUpTrace trace = new PickUpTrace();
    loop.run(plant, row, 1, trace::add);
    return new Plot.Line(row.name(), trace.seconds, trace.mrad);
  }

  private void add(TickRecord tick) {
    if (pickedNs < 0 && tick.gripperClosed) {
      pickedNs = tick.state.armTimeNs;
    }
    double since = (tick.state.armTimeNs - pickedNs) * 1e-9;
    if (pickedNs < 0 || since > SECONDS) {
      return;
    }
    double largest = 0;
    for (int j = 0; j < tick.qDes.length; j++) {
      largest = Math.max(largest, Math.abs(tick.qDes[j] - tick.state.q[j]));
    }
    seconds.add(since);
    mrad.add(1e3 * largest);
  }
}
