package org.statewise.controller.app.run;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.explain.Ending;
import org.statewise.controller.explain.Explanation;
import org.statewise.controller.explain.LastTicks;
import org.statewise.controller.foxglove.FoxgloveFeed;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.realtime.RealTime;
import org.statewise.controller.record.Recorder;
import org.statewise.controller.telemetry.EventLog;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.telemetry.RunEvents;
import org.statewise.controller.telemetry.RunHealth;
import org.statewise.controller.telemetry.RunMetrics;
import org.statewise.controller.web.HttpEndpoint;
import org.statewise.controller.web.Pages;

/**
 * Everything that looks at a run from behind the telemetry ring: its metrics, its health, both over
 * HTTP, and its events with their log.
 */
final class RunMonitoring implements AutoCloseable {
  private final RunMetrics metrics;
  private final RunHealth health = new RunHealth(System::nanoTime);
  private final RunEvents events;
  private final LastTicks lastTicks;
  private volatile Recorder recorder;
  private HttpEndpoint endpoint;

  /**
   * Watches nothing yet: {@link #consumers} want the ticks.
   *
   * @param listeners hear of every event, beside the log
   */
  RunMonitoring(RunMetrics.Subject subject, List<Consumer<RunEvent>> listeners) {
    List<Consumer<RunEvent>> all = new ArrayList<>(listeners);
    all.add(new EventLog());
    metrics = new RunMetrics(subject);
    lastTicks = new LastTicks(subject.joints().size());
    events = new RunEvents(subject.guards(),
        () -> recorder == null ? Optional.empty() : recorder.failure(), InstantSource.system(),
        all);
  }

  /** What the metrics of a run are labelled with. */
  static RunMetrics.Subject subject(StatewiseConfig config, ArmInfo arm, LearnedModels losses,
      List<String> guards, Map<String, TickRing> rings, boolean inRealTime) {
    ModelChoice model = config.adaptation().model();
    String loss = model instanceof ModelChoice.Network
        ? losses.resolve(config.adaptation().loss()).text()
        : "";
    return new RunMetrics.Subject(arm.joints().stream().map(JointInfo::name).toList(),
        guards, rings, arm.periodNs(), inRealTime,
        new RunMetrics.Labels(ProgramVersion.number(), arm.name(), config.arm().link(),
            model.text(), config.adaptation().observer().text(), loss,
            config.law().prior().word()));
  }

  /** Shows how often the arm waited. */
  void watchTimeSlips(LongSupplier ofLink) {
    metrics.watchTimeSlips(ofLink);
  }

  /** Shows what the operating system gave. */
  void watchRights(RealTime realTime) {
    metrics.watchRights(realTime::rights);
  }

  /** Shows what clients of Foxglove's server did not get. */
  void watchFoxglove(FoxgloveFeed feed) {
    metrics.watchFoxglove(feed::leftOut, feed::dropped);
  }

  /** Shows the metrics of another part of the run too. */
  void show(MeterBinder more) {
    metrics.bind(more);
  }

  /**
   * Serves metrics and probes.
   *
   * @param address HOST:PORT; empty for not at all
   * @param chosen the user chose the address, so it is an error if that place is taken
   */
  void serve(String address, boolean chosen, PrintWriter out) throws UsageException {
    if (address.isEmpty()) {
      return;
    }
    InetSocketAddress listen = Address.parse("telemetry.metrics", address);
    try {
      endpoint = HttpEndpoint.start(listen,
          Map.of("/metrics", Pages.metrics(metrics::scrape), "/healthz",
              Pages.probe(health::alive), "/readyz", Pages.probe(health::ready)),
          HttpEndpoint.Limits.DEFAULT);
      out.printf("metrics: http://%s:%d/metrics%n", listen.getHostString(), endpoint.port());
    } catch (IOException e) {
      if (chosen) {
        throw new UsageException(e.getMessage(), e);
      }
      out.println("without metrics: " + e.getMessage());
    }
    out.flush();
  }

  /** Shows the recorder's figures too. Before the first tick. */
  void watch(Recorder recorder) {
    this.recorder = recorder;
    metrics.watch(recorder);
  }

  /** The run begins: the log says where it can be watched. */
  void begin() {
    if (endpoint != null) {
      events.tell(-1, RunEvent.Kind.SERVER, "metrics", Map.of("port", endpoint.port()));
    }
  }

  /** Who wants each tick, on the telemetry thread. */
  List<Consumer<TickRecord>> consumers() {
    return List.of(metrics::add, health, events, lastTicks);
  }

  /** The run is over, and so is the telemetry thread. */
  void end(ControlTick tick) {
    events.finish(tick.phase(), tick.faultReason());
  }

  /**
   * Why the run ended in a fault; empty if it did not. After the telemetry thread.
   *
   * @param lateMillis of the program's own threads; null on a virtual clock
   */
  Optional<Explanation> explain(ArmInfo arm, ControlTick tick, Double lateMillis) {
    return tick.phase() == LoopPhase.FAULT
        ? Optional.of(Explanation.of(new Ending(arm, tick.guards().names(), lastTicks,
            tick.faultReason(), Ending.Tail.WHOLE, lateMillis)))
        : Optional.empty();
  }

  @Override
  public void close() {
    if (endpoint != null) {
      endpoint.close();
    }
    metrics.close();
  }
}
