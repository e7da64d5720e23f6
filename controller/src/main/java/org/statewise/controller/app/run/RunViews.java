package org.statewise.controller.app.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.foxglove.FoxgloveFeed;
import org.statewise.controller.foxglove.FoxgloveServer;
import org.statewise.controller.foxglove.RunSubject;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.mqtt.CommandIntake;
import org.statewise.controller.page.PageSubject;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.telemetry.RunStatistics;

/** Where people look at a run: its page, and a server for Foxglove; each nothing where none is configured. */
final class RunViews implements AutoCloseable {
  private final RunPage page;
  private final Optional<InetSocketAddress> address;
  private final FoxgloveFeed feed;
  private final String name;
  private FoxgloveServer server;

  private RunViews(RunPage page, Optional<InetSocketAddress> address, PageSubject subject,
      IntFunction<Motion> motions) {
    this.page = page;
    this.address = address;
    name = "statewise " + subject.arm().name();
    feed = new FoxgloveFeed(new RunSubject(
        subject.arm().joints().stream().map(JointInfo::name).toList(), subject.model(),
        subject.guards()), motions, InstantSource.system());
  }

  /**
   * Reads the configuration; {@link #serve} listens.
   *
   * @param motions names what a tick's motion means
   * @throws UsageException in one sentence that names the key
   */
  static RunViews open(StatewiseConfig.Telemetry telemetry, PageSubject subject,
      IntFunction<Motion> motions) throws UsageException {
    Optional<InetSocketAddress> address = telemetry.foxglove().isEmpty()
        ? Optional.empty()
        : Optional.of(Address.parse("telemetry.foxglove", telemetry.foxglove()));
    return new RunViews(RunPage.open(telemetry, subject), address, subject, motions);
  }

  /**
   * Listens. A place that is taken is no reason not to drive an arm: then the run is not seen there, and says so.
   *
   * @param figures of the run, from any thread
   */
  void serve(Supplier<RunStatistics.Status> figures, CommandIntake intake, PrintWriter out) {
    page.serve(figures, intake, out);
    if (address.isEmpty()) {
      return;
    }
    InetSocketAddress listen = address.get();
    try {
      server = FoxgloveServer.start(listen, feed, name);
      out.printf("foxglove: ws://%s:%d%n", listen.getHostString(), server.port());
    } catch (IOException e) {
      out.println("without Foxglove: " + e.getMessage());
    }
    out.flush();
  }

  /** Where messages for Foxglove wait, and are counted if they are lost. */
  FoxgloveFeed foxglove() {
    return feed;
  }

  /** Who wants each tick, on the telemetry thread. */
  List<Consumer<TickRecord>> consumers() {
    List<Consumer<TickRecord>> all = new ArrayList<>(page.consumers());
    if (server != null) {
      all.add(feed);
    }
    return all;
  }

  /** Who wants to hear of every event: the page and those others. */
  List<Consumer<RunEvent>> listenersWith(List<Consumer<RunEvent>> others) {
    return page.listenersWith(others);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    page.close();
  }
}
