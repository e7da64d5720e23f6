package org.statewise.controller.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Makes the meters of {@link Metric}s in one registry. What a gauge reads, it reads under {@link #lock}:
 * a scrape comes on another thread than the ticks.
 */
final class Meters {
  private static final Duration[] LATENCY_BUCKETS = LongStream
      .of(10, 20, 50, 100, 200, 500, 1000, 2000, 4000, 8000, 20_000)
      .mapToObj(micros -> Duration.ofNanos(micros * 1000)).toArray(Duration[]::new);

  /** From a quiet network to one that queues up; five periods of a 250 Hz arm are 20 ms. */
  private static final Duration[] AGE_BUCKETS = LongStream
      .of(200, 500, 1000, 2000, 4000, 8000, 12_000, 20_000, 50_000, 100_000, 300_000)
      .mapToObj(micros -> Duration.ofNanos(micros * 1000)).toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Object lock;

  /** The registry holds what a counter reads only weakly. */
  private final List<DoubleSupplier> kept = new ArrayList<>();

  /** Meters that go into {@code registry}; gauges are read while {@code lock} is held. */
  Meters(MeterRegistry registry, Object lock) {
    this.registry = registry;
    this.lock = lock;
  }

  /** A counter of one series, with a value for each label of the metric. */
  Counter counter(Metric metric, String... labelValues) {
    return Counter.builder(metric.meterName()).description(metric.help())
        .tags(tags(metric, labelValues)).register(registry);
  }

  /** A counter for each value of an enum, whose words in lower case are the metric's only label. */
  <E extends Enum<E>> Map<E, Counter> counters(Metric metric, Class<E> type) {
    return counters(metric, EnumSet.allOf(type));
  }

  /** A counter for some values of an enum. */
  <E extends Enum<E>> Map<E, Counter> counters(Metric metric, EnumSet<E> values) {
    return values.stream().collect(Collectors.toMap(value -> value,
        value -> counter(metric, word(value))));
  }

  /** A label's value for a value of an enum. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A counter whose value another object keeps. */
  void counterOf(Metric metric, DoubleSupplier value, String... labelValues) {
    kept.add(value);
    FunctionCounter.builder(metric.meterName(), value, DoubleSupplier::getAsDouble)
        .description(metric.help()).tags(tags(metric, labelValues)).register(registry);
  }

  void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
    Gauge.builder(metric.meterName(), () -> {
      synchronized (lock) {
        return value.getAsDouble();
      }
    }).description(metric.help()).tags(tags(metric, labelValues)).register(registry);
  }

  /** Latencies, from 10 us to 20 ms. A summary would round every value up to a whole one. */
  Timer latency(Metric metric) {
    return timer(metric, LATENCY_BUCKETS);
  }

  /** How old states are, with its buckets. */
  Timer age(Metric metric) {
    return timer(metric, AGE_BUCKETS);
  }

  private Timer timer(Metric metric, Duration[] buckets) {
    return Timer.builder(metric.meterName()).description(metric.help())
        .serviceLevelObjectives(buckets).register(registry);
  }

  private static String[] tags(Metric metric, String... values) {
    if (values.length != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric + " has the labels " + metric.labels() + ", but got "
              + values.length + " values");
    }
    String[] tags = new String[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      tags[2 * i] = metric.labels().get(i);
      tags[2 * i + 1] = values[i];
    }
    return tags;
  }
}
