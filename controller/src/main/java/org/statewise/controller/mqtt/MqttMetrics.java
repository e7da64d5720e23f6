package org.statewise.controller.mqtt;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts of the MQTT side; the MQTT thread counts, a scrape reads. */
public final class MqttMetrics implements MeterBinder {
  /** What is published. */
  enum Kind {
    STATUS, TELEMETRY, EVENTS, REPLY
  }

  private final Map<Kind, LongAdder> published = new EnumMap<>(Kind.class);
  private final Map<Kind, LongAdder> dropped = new EnumMap<>(Kind.class);
  private final Map<Verb, LongAdder> accepted = new EnumMap<>(Verb.class);
  private final Map<Verb, LongAdder> refused = new EnumMap<>(Verb.class);
  private final LongAdder refusedUnknown = new LongAdder();
  private final LongAdder connects = new LongAdder();
  private volatile boolean connected;

  /** All zero. */
  public MqttMetrics() {
    for (Kind kind : Kind.values()) {
      published.put(kind, new LongAdder());
      dropped.put(kind, new LongAdder());
    }
    for (Verb verb : Verb.values()) {
      accepted.put(verb, new LongAdder());
      refused.put(verb, new LongAdder());
    }
  }

  void published(Kind kind) {
    published.get(kind).increment();
  }

  void dropped(Kind kind, long count) {
    dropped.get(kind).add(count);
  }

  /** A verb that is none counts as unknown: a label must not be what strangers write into it. */
  void command(Optional<Verb> verb, boolean wasAccepted) {
    verb.map(known -> (wasAccepted ? accepted : refused).get(known)).orElse(refusedUnknown)
        .increment();
  }

  void connected(boolean now) {
    if (now) {
      connects.increment();
    }
    connected = now;
  }

  /** How often a connection came up. */
  public long connects() {
    return connects.sum();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(MqttMetric.CONNECTED.meterName(), this, m -> m.connected ? 1 : 0)
        .description(MqttMetric.CONNECTED.help()).register(registry);
    counter(registry, MqttMetric.CONNECTS, connects);
    published.forEach((kind, count) -> counter(registry, MqttMetric.PUBLISHED, count, "kind",
        word(kind)));
    dropped.forEach((kind, count) -> counter(registry, MqttMetric.DROPPED, count, "kind",
        word(kind)));
    accepted.forEach((verb, count) -> counter(registry, MqttMetric.COMMANDS, count, "verb",
        verb.word(), "result", "accepted"));
    refused.forEach((verb, count) -> counter(registry, MqttMetric.COMMANDS, count, "verb",
        verb.word(), "result", "refused"));
    counter(registry, MqttMetric.COMMANDS, refusedUnknown, "verb", "unknown", "result", "refused");
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static void counter(MeterRegistry registry, MqttMetric metric, LongAdder count,
      String... tags) {
    FunctionCounter.builder(metric.meterName(), count, LongAdder::sum).description(metric.help())
        .tags(tags).register(registry);
  }
}
