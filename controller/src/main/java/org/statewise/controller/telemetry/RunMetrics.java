package org.statewise.controller.telemetry;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.realtime.Right;
import org.statewise.controller.record.Recorder;

/**
 * The run's metrics in Prometheus' formats. The telemetry thread feeds it; a scrape reads plain fields
 * under the same lock. Nothing here is ever called by the control thread.
 */
public final class RunMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry = newRegistry();
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Meters meters = new Meters(registry, this);
  private final LoopMeters loop;
  private final LawMeters law;
  private volatile Recorder recorder;
  private volatile Supplier<List<Right>> rights = List::of;
  private volatile LongSupplier timeSlips = () -> 0;
  private volatile LongSupplier slowClientDrops = () -> 0;
  private volatile LongSupplier fullQueueDrops = () -> 0;

  /**
   * What is watched.
   *
   * @param joints names, from base to flange
   * @param guards names, in the order of the chain
   * @param rings name to ring, for their drops
   * @param periodNs the arm's period
   * @param realTime whether deadlines and latencies mean anything; if not, they are not exported
   * @param labels how the run was started
   */
  public record Subject(List<String> joints, List<String> guards, Map<String, TickRing> rings,
      long periodNs, boolean realTime, Labels labels) {}

  /**
   * How a run was started, for the labels of the two info metrics.
   *
   * @param version of the program
   * @param arm as its link names it
   * @param link that was opened
   * @param model the memory; {@code none} for none
   * @param observer beside it; {@code none} for none
   * @param loss what it minimises
   * @param prior feed-forward that is known
   */
  public record Labels(String version, String arm, String link, String model, String observer,
      String loss, String prior) {
    private boolean learns() {
      return !(model.equals("none") && observer.equals("none"));
    }
  }

  /** Registers every metric; all are there from the first scrape on. */
  public RunMetrics(Subject subject) {
    loop = new LoopMeters(meters, subject.guards(), subject.periodNs(), subject.realTime());
    law = new LawMeters(meters, subject.joints());
    subject.rings().forEach((name, ring) -> meters.counterOf(Metric.DROPS, ring::dropped, name));
    registerRecorder();
    meters.counterOf(Metric.FOXGLOVE_DROPS, () -> slowClientDrops.getAsLong(), "slow_client");
    meters.counterOf(Metric.FOXGLOVE_DROPS, () -> fullQueueDrops.getAsLong(), "full_queue");
    meters.counterOf(Metric.TIME_SLIPS, () -> timeSlips.getAsLong());
    for (Right.Kind kind : Right.Kind.values()) {
      meters.gauge(Metric.RIGHT, () -> right(kind), kind.word());
    }
    Labels labels = subject.labels();
    meters.gauge(Metric.ENABLED, () -> labels.learns() ? 1 : 0);
    meters.gauge(Metric.BUILD, () -> 1, labels.version(), Runtime.version().toString());
    meters.gauge(Metric.RUN, () -> 1, labels.arm(), labels.link(), labels.model(),
        labels.observer(),
        labels.loss(), labels.prior());
    bindProcess();
  }

  /** The machine is a node exporter's to tell; and a time in nanoseconds is named against the rules. */
  private static PrometheusMeterRegistry newRegistry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system."))
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    return registry;
  }

  private void registerRecorder() {
    meters.counterOf(Metric.RECORDED, () -> ofRecorder(Recorder::written));
    meters.counterOf(Metric.UNRECORDED, () -> ofRecorder(Recorder::lost));
    meters.gauge(Metric.RECORDER_FAILED, () -> ofRecorder(r -> r.failure().isPresent() ? 1 : 0));
  }

  private double ofRecorder(ToDoubleFunction<Recorder> figure) {
    Recorder known = recorder;
    return known == null ? 0 : figure.applyAsDouble(known);
  }

  private void bindProcess() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** Shows the metrics of another part of the run too. */
  public void bind(MeterBinder more) {
    more.bindTo(registry);
  }

  /** From now on the recorder's figures are shown; without one they are 0. */
  public void watch(Recorder recorder) {
    this.recorder = recorder;
  }

  /** From now on the time slips of this link are shown; without one they are 0. */
  public void watchTimeSlips(LongSupplier ofLink) {
    timeSlips = ofLink;
  }

  /**
   * From now on what clients of Foxglove's server did not get is shown; without one it is 0.
   *
   * @param slowClient messages left out for clients that read too slowly
   * @param fullQueue messages that the server was too late for
   */
  public void watchFoxglove(LongSupplier slowClient, LongSupplier fullQueue) {
    slowClientDrops = slowClient;
    fullQueueDrops = fullQueue;
  }

  /** From now on what the operating system gave is shown; without it, nothing was asked. */
  public void watchRights(Supplier<List<Right>> asked) {
    rights = asked;
  }

  private double right(Right.Kind kind) {
    return rights.get().stream().filter(right -> right.kind() == kind)
        .mapToDouble(right -> right.inForce() ? 1 : 0).findFirst().orElse(Double.NaN);
  }

  /** Takes one tick. Telemetry thread. */
  public synchronized void add(TickRecord tick) {
    loop.add(tick);
    law.add(tick);
  }

  /** The page for a scrape; {@code contentType} says in which format. */
  public String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
