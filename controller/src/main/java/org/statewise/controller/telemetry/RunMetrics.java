package org.statewise.controller.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;

/**
 * The run's metrics in Prometheus' formats. The telemetry thread feeds it; a scrape reads plain fields.
 * Nothing here is ever called by the control thread.
 */
public final class RunMetrics implements AutoCloseable {
  private static final Duration[] LATENCY_BUCKETS = LongStream
      .of(10, 20, 50, 100, 200, 500, 1000, 2000, 4000, 8000, 20_000)
      .mapToObj(micros -> Duration.ofNanos(micros * 1000)).toArray(Duration[]::new);
  private static final double SMOOTHING = 1.0 / 250;

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
      PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final TickRecord last;
  private final Counter ticks = counter(Metric.TICKS);
  private final Counter missed = counter(Metric.MISSED);
  private final Counter deadlineMisses = counter(Metric.DEADLINE);
  private final Counter learned = counter(Metric.LEARNED);
  private final Counter[] trips;
  private final Map<Intervention, Counter> interventions = new EnumMap<>(Intervention.class);
  private final Timer latency;
  private final long periodNs;
  private long lastSequence = -1;
  private long lastArmTimeNs;
  private double smoothedRateHz;
  private double squaredFeedback;
  private double squaredFeedForward;
  private double squaredTorque;

  /**
   * @param joints names, from base to flange
   * @param guards names, in the order of the chain
   * @param rings name to ring, for their drops
   */
  public RunMetrics(List<String> joints, List<String> guards, Map<String, TickRing> rings,
      long periodNs) {
    this.periodNs = periodNs;
    last = new TickRecord(joints.size());
    // A summary would round every value up to a whole one; a timer counts ns and shows seconds.
    latency = Timer.builder(Metric.LATENCY.meterName())
        .description(Metric.LATENCY.help()).serviceLevelObjectives(LATENCY_BUCKETS)
        .register(registry);
    trips = guards.stream()
        .map(name -> Counter.builder(Metric.TRIPS.meterName()).description(Metric.TRIPS.help())
            .tag("guard", name).register(registry))
        .toArray(Counter[]::new);
    for (Intervention reason : Intervention.values()) {
      if (reason != Intervention.NONE) {
        interventions.put(reason,
            Counter.builder(Metric.INTERVENTIONS.meterName())
                .description(Metric.INTERVENTIONS.help())
                .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(registry));
      }
    }
    registerLoop();
    registerJoints(joints);
    rings.forEach((name, ring) -> FunctionCounter
        .builder(Metric.DROPS.meterName(), ring, TickRing::dropped)
        .description(Metric.DROPS.help()).tag("ring", name).register(registry));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  private Counter counter(Metric metric) {
    return Counter.builder(metric.meterName()).description(metric.help()).register(registry);
  }

  private void registerLoop() {
    gauge(Metric.RATE, m -> m.smoothedRateHz);
    gauge(Metric.FEEDBACK_SHARE, m -> share(m.squaredFeedback, m.squaredTorque));
    gauge(Metric.FEEDFORWARD_SHARE, m -> share(m.squaredFeedForward, m.squaredTorque));
    gauge(Metric.STEP_SIZE, m -> m.last.stepSize);
    gauge(Metric.THETA_NORM, m -> m.last.thetaNorm);
    gauge(Metric.LOSS, m -> m.last.loss);
    for (LoopPhase phase : LoopPhase.values()) {
      Gauge.builder(Metric.PHASE.meterName(), this, locked(m -> m.last.phase == phase ? 1 : 0))
          .description(Metric.PHASE.help()).tag("phase", phase.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private void registerJoints(List<String> joints) {
    for (int i = 0; i < joints.size(); i++) {
      int j = i;
      String joint = joints.get(j);
      joint(Metric.Q_ERROR, joint, m -> m.last.qDes[j] - m.last.state.q[j]);
      joint(Metric.PREDICTION, joint, m -> m.last.predictionError[j]);
      torque(joint, "prior", m -> m.last.uPrior[j]);
      torque(joint, "model", m -> m.last.uModel[j]);
      torque(joint, "feedback", m -> m.last.uFb[j]);
      torque(joint, "command", m -> m.last.u[j]);
      torque(joint, "measured", m -> m.last.state.tau[j]);
    }
  }

  private void gauge(Metric metric, ToDoubleFunction<RunMetrics> value) {
    Gauge.builder(metric.meterName(), this, locked(value)).description(metric.help())
        .register(registry);
  }

  private void joint(Metric metric, String joint, ToDoubleFunction<RunMetrics> value) {
    Gauge.builder(metric.meterName(), this, locked(value)).description(metric.help())
        .tag("joint", joint).register(registry);
  }

  private void torque(String joint, String part, ToDoubleFunction<RunMetrics> value) {
    Gauge.builder(Metric.TORQUE.meterName(), this, locked(value))
        .description(Metric.TORQUE.help()).tag("joint", joint).tag("part", part)
        .register(registry);
  }

  /** A scrape comes on another thread than the ticks. */
  private static ToDoubleFunction<RunMetrics> locked(ToDoubleFunction<RunMetrics> value) {
    return metrics -> {
      synchronized (metrics) {
        return value.applyAsDouble(metrics);
      }
    };
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  /** Takes one tick. Telemetry thread. */
  public synchronized void add(TickRecord tick) {
    ticks.increment();
    if (tick.latencyNs > 0) {
      latency.record(tick.latencyNs, TimeUnit.NANOSECONDS);
      if (tick.latencyNs > periodNs) {
        deadlineMisses.increment();
      }
    }
    for (int k = 0; k < trips.length; k++) {
      if ((tick.trips & 1 << k) != 0) {
        trips[k].increment();
      }
    }
    if (tick.intervention != Intervention.NONE) {
      interventions.get(tick.intervention).increment();
    }
    if (tick.learned) {
      learned.increment();
    }
    countStates(tick);
    smoothTorque(tick);
    last.copyFrom(tick);
  }

  private void countStates(TickRecord tick) {
    long sequence = tick.state.sequence;
    if (lastSequence >= 0 && sequence > lastSequence) {
      missed.increment((double) (sequence - lastSequence - 1));
      double hertz = 1e9 / Math.max(1, tick.state.armTimeNs - lastArmTimeNs);
      smoothedRateHz += (smoothedRateHz == 0 ? 1 : SMOOTHING) * (hertz - smoothedRateHz);
    }
    lastSequence = sequence;
    lastArmTimeNs = tick.state.armTimeNs;
  }

  private void smoothTorque(TickRecord tick) {
    double feedback = 0;
    double feedForward = 0;
    double torque = 0;
    for (int j = 0; j < tick.u.length; j++) {
      double uFf = tick.uPrior[j] + tick.uModel[j];
      feedback += tick.uFb[j] * tick.uFb[j];
      feedForward += uFf * uFf;
      torque += tick.u[j] * tick.u[j];
    }
    squaredFeedback += SMOOTHING * (feedback - squaredFeedback);
    squaredFeedForward += SMOOTHING * (feedForward - squaredFeedForward);
    squaredTorque += SMOOTHING * (torque - squaredTorque);
  }

  /** The page for a scrape; {@code accept} is its Accept header, for text or OpenMetrics. */
  public String scrape(String accept) {
    return registry.scrape(accept);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
