package org.statewise.controller.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.statewise.bridge.fri.FriCabinetConfig;
import org.statewise.bridge.fri.FriCabinetServer;
import org.statewise.bridge.fri.FriDialect;
import org.statewise.bridge.fri.FriException;
import org.statewise.bridge.remote.BridgeException;
import org.statewise.bridge.remote.BridgeLimits;
import org.statewise.bridge.remote.BridgeServer;
import org.statewise.bridge.remote.BridgeServerConfig;
import org.statewise.bridge.sim.RealTimeLink;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.controller.app.console.TlsOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.run.RunOptions;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.config.StatewiseConfig;

/** A simulated arm behind the link that is measured, and how a run gets to it. */
final class BenchedArm implements AutoCloseable {
  private static final FriDialect DIALECT = FriDialect.V1_15;

  private final String link;
  private final RunOptions.Opener opener;
  private final AutoCloseable server;

  private BenchedArm(String link, RunOptions.Opener opener, AutoCloseable server) {
    this.link = link;
    this.opener = opener;
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param replies takes the cabinet's reply times
   */
  static BenchedArm start(BenchLink kind, StatewiseConfig config, long periodNs, Replies replies)
      throws UsageException, WorkException, IOException {
    try {
      return switch (kind) {
        case SIM -> new BenchedArm("sim",
            (run, _, _, _, _) -> RealTimeLink.start(arm(run, periodNs), run.arm().strictTime()),
            () -> {});
        case BRIDGE -> overBridge(config, periodNs);
        case FRI -> overFri(config, periodNs, replies);
      };
    } catch (BridgeException | FriException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private static SimulatedArm arm(StatewiseConfig config, long periodNs) throws UsageException {
    return Links.simulated(config, Arms.load(config.arm()),
        arm -> arm.withTiming(SimulatedArmConfig.Timing.every(periodNs)));
  }

  private static BenchedArm overBridge(StatewiseConfig config, long periodNs)
      throws UsageException, BridgeException {
    RealTimeLink arm = RealTimeLink.start(arm(config, periodNs), config.arm().strictTime());
    BridgeServer server = BridgeServer.start(new BridgeServerConfig("127.0.0.1", 0,
        BridgeLimits.DEFAULT, TlsOptions.of(config.arm().tls())), arm);
    return new BenchedArm("bridge://127.0.0.1:" + server.port(), Links::open, () -> {
      server.close();
      arm.close();
    });
  }

  private static BenchedArm overFri(StatewiseConfig config, long periodNs, Replies replies)
      throws UsageException, FriException, IOException {
    int port = Loads.freePort();
    FriCabinetServer server = cabinet(config, periodNs, port, replies);
    return new BenchedArm("fri://127.0.0.1:" + port + "?peer=127.0.0.1"
        + (config.arm().strictTime() ? "" : "&simulated=yes"), Links::open,
        server);
  }

  /** A cabinet that sends to a client of this machine and takes the times of its replies. */
  static FriCabinetServer cabinet(StatewiseConfig config, long periodNs, int port,
      Replies replies) throws UsageException, FriException {
    FriCabinetServer server = FriCabinetServer.start(arm(config, periodNs),
        FriCabinetConfig.of(DIALECT).withStrictTime(config.arm().strictTime())
            .withStartUnixMillis(System.currentTimeMillis()),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "127.0.0.1", 0);
    server.watchReplies(replies::add);
    return server;
  }

  /** As the configuration names it. */
  String link() {
    return link;
  }

  RunOptions.Opener opener() {
    return opener;
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } catch (Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
