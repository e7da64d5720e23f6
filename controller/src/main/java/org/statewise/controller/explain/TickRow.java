package org.statewise.controller.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;

/**
 * A tick of the last 50 ms. What is no number is null.
 *
 * @param tick the loop's count
 * @param millis when it began, from the one that decided; negative before
 * @param phase when it ended
 * @param state {@code fresh}, {@code late} or {@code lost}
 * @param missed states between this one and that of the row before which never came
 * @param ageMillis of its state, from its sampling
 * @param guards that objected
 * @param q measured, rad; qDes desired; qd measured, rad/s
 * @param u sent, Nm; uFb its feedback part; tau measured
 */
public record TickRow(long tick, double millis, String phase, String state, long missed,
    double ageMillis, List<String> guards, List<Double> q, List<Double> qDes, List<Double> qd,
    List<Double> u, List<Double> uFb, List<Double> tau) {

  static TickRow of(TickRecord tick, TickRecord before, Ending ending) {
    List<String> guards = new ArrayList<>();
    for (int k = 0; k < ending.guards().size(); k++) {
      if ((tick.trips & 1 << k) != 0) {
        guards.add(ending.guards().get(k));
      }
    }
    boolean counts = before != null && tick.await == AwaitResult.FRESH;
    return new TickRow(tick.tick, (tick.nowNs - ending.ticks().decisive().nowNs) * 1e-6,
        tick.phase.name(), tick.await.name().toLowerCase(Locale.ROOT),
        counts ? Math.max(0, tick.state.sequence - before.state.sequence - 1) : 0,
        tick.state.ageNs(tick.nowNs) * 1e-6, guards, list(tick.state.q), list(tick.qDes),
        list(tick.state.qd), list(tick.u), list(tick.uFb), list(tick.state.tau));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).mapToObj(value -> Double.isFinite(value) ? value : null).toList();
  }
}
