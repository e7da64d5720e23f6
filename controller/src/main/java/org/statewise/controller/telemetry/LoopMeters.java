package org.statewise.controller.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;

/** The metrics of the loop, of its link and of its guards. */
final class LoopMeters {
  private static final double SMOOTHING = 1.0 / 250;

  private final long periodNs;
  private final Counter ticks;
  /** Null on a virtual clock. */
  private final Timer latency;

  /** Null likewise. */
  private final Counter deadlineMisses;
  private final Map<AwaitResult, Counter> waits;
  private final Map<SendResult, Counter> commands;
  private final Counter missed;
  private final Timer stateAge;
  private final Counter silences;
  private final Counter[] trips;
  private LoopPhase phase = LoopPhase.WAITING;
  private AwaitResult lastAwait = AwaitResult.LATE;
  private long lastSequence = -1;
  private long lastArmTimeNs;
  private double rateHz;
  private double quality = 1;
  private double stateAgeErrorSeconds = Double.NaN;

  /**
   * @param guards names, in the order of the chain
   * @param periodNs the arm's period
   * @param realTime whether deadlines and latencies are exported
   */
  LoopMeters(Meters meters, List<String> guards, long periodNs, boolean realTime) {
    this.periodNs = periodNs;
    ticks = meters.counter(Metric.TICKS);
    latency = realTime ? meters.latency(Metric.LATENCY) : null;
    deadlineMisses = realTime ? meters.counter(Metric.DEADLINE) : null;
    missed = meters.counter(Metric.MISSED);
    stateAge = meters.age(Metric.STATE_AGE);
    meters.gauge(Metric.STATE_AGE_ERROR, () -> stateAgeErrorSeconds);
    silences = meters.counter(Metric.SILENCES);
    waits = meters.counters(Metric.WAITS, AwaitResult.class);
    commands = meters.counters(Metric.COMMANDS, SendResult.class);
    trips = guards.stream().map(name -> meters.counter(Metric.TRIPS, name))
        .toArray(Counter[]::new);
    meters.gauge(Metric.RATE, () -> rateHz);
    meters.gauge(Metric.PERIOD, () -> periodNs * 1e-9);
    meters.gauge(Metric.QUALITY, () -> quality);
    for (LoopPhase each : LoopPhase.values()) {
      meters.gauge(Metric.PHASE, () -> phase == each ? 1 : 0, Meters.word(each));
    }
  }

  void add(TickRecord tick) {
    ticks.increment();
    phase = tick.phase;
    if (latency != null && tick.latencyNs > 0) {
      latency.record(tick.latencyNs, TimeUnit.NANOSECONDS);
      if (tick.latencyNs > periodNs) {
        deadlineMisses.increment();
      }
    }
    if (tick.sent != null) {
      commands.get(tick.sent).increment();
    }
    for (int k = 0; k < trips.length; k++) {
      if ((tick.trips & 1 << k) != 0) {
        trips[k].increment();
      }
    }
    addWait(tick);
  }

  private void addWait(TickRecord tick) {
    waits.get(tick.await).increment();
    if (tick.await == AwaitResult.FRESH) {
      addState(tick);
    } else if (lastSequence >= 0) {
      quality -= SMOOTHING * quality;
      if (lastAwait == AwaitResult.FRESH) {
        silences.increment();
      }
    }
    lastAwait = tick.await;
  }

  private void addState(TickRecord tick) {
    stateAge.record(Math.max(0, tick.state.ageNs(tick.nowNs)), TimeUnit.NANOSECONDS);
    stateAgeErrorSeconds = tick.state.ageErrorNs < 0 ? Double.NaN : tick.state.ageErrorNs * 1e-9;
    long sequence = tick.state.sequence;
    if (lastSequence >= 0 && sequence > lastSequence) {
      long gap = sequence - lastSequence - 1;
      missed.increment((double) gap);
      double hertz = 1e9 / Math.max(1, tick.state.armTimeNs - lastArmTimeNs);
      rateHz += (rateHz == 0 ? 1 : SMOOTHING) * (hertz - rateHz);
      // A gap of g states weighs as g ticks that had none, then one that had.
      quality *= Math.pow(1 - SMOOTHING, (double) gap);
    }
    quality += SMOOTHING * (1 - quality);
    lastSequence = sequence;
    lastArmTimeNs = tick.state.armTimeNs;
  }
}
