package org.statewise.controller.explain;

import java.util.List;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;

/**
 * How states came in the ticks that are kept. Intervals are those between arrivals, each over the count of
 * states that it spans; all times in ms.
 *
 * @param states that came
 * @param missed that the arm sent between them and nobody saw, by the gaps of their sequence
 * @param emptyTicks ticks without a new state
 * @param shortest between two states that came
 * @param longest likewise
 * @param jitter standard deviation of the arrivals' intervals from count times period
 * @param oldest age of a state when its tick began, from its sampling
 * @param oldestOnArrival age of a state when it came
 * @param waited the longest that a state lay before its tick began
 * @param tick the longest from a state's arrival to its answer's departure
 * @param silent since the last state, when the last tick began
 */
record LinkFigures(int states, long missed, int emptyTicks, double shortest, double longest,
    double jitter, double oldest, double oldestOnArrival, double waited, double tick,
    double silent) {

  static LinkFigures of(List<TickRecord> ticks, long periodNs) {
    Sum sum = new Sum(periodNs);
    ticks.forEach(sum::add);
    return sum.figures();
  }

  private static final class Sum {
    private final double periodMillis;
    private int states;
    private int intervals;
    private long missed;
    private int emptyTicks;
    private double shortest = Double.POSITIVE_INFINITY;
    private double longest;
    private double deviation;
    private double squaredDeviation;
    private double oldest;
    private double oldestOnArrival;
    private double waited;
    private double tick;
    private double silent;
    private long sequence;
    private long receivedNs;

    private Sum(long periodNs) {
      periodMillis = periodNs * 1e-6;
    }

    private void add(TickRecord next) {
      silent = (next.nowNs - next.state.receivedNs) * 1e-6;
      if (next.await != AwaitResult.FRESH) {
        emptyTicks++;
        return;
      }
      if (states > 0) {
        interval(next.state.sequence - sequence, (next.state.receivedNs - receivedNs) * 1e-6);
      }
      states++;
      sequence = next.state.sequence;
      receivedNs = next.state.receivedNs;
      waited = Math.max(waited, (next.nowNs - next.state.receivedNs) * 1e-6);
      oldest = Math.max(oldest, next.state.ageNs(next.nowNs) * 1e-6);
      oldestOnArrival = Math.max(oldestOnArrival, next.state.ageOnArrivalNs * 1e-6);
      tick = Math.max(tick, next.latencyNs * 1e-6);
    }

    private void interval(long count, double millis) {
      intervals++;
      missed += count - 1;
      shortest = Math.min(shortest, millis);
      longest = Math.max(longest, millis);
      double off = millis - count * periodMillis;
      deviation += off;
      squaredDeviation += off * off;
    }

    private LinkFigures figures() {
      double mean = intervals == 0 ? 0 : deviation / intervals;
      double variance = intervals == 0 ? 0 : squaredDeviation / intervals - mean * mean;
      return new LinkFigures(states, missed, emptyTicks, intervals == 0 ? 0 : shortest, longest,
          Math.sqrt(Math.max(0, variance)), oldest, oldestOnArrival, waited, tick, silent);
    }
  }
}
