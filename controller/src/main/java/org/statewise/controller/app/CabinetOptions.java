package org.statewise.controller.app;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import org.statewise.bridge.fri.CabinetScenario;
import org.statewise.bridge.fri.FriCabinetConfig;
import org.statewise.bridge.fri.FriCabinetServer;
import org.statewise.bridge.fri.FriDialect;
import org.statewise.bridge.fri.FriException;
import org.statewise.controller.config.StatewiseConfig;
import picocli.CommandLine.Option;

/** {@code statewise bridge --fri}: the simulated arm as a KUKA cabinet with FRI. */
final class CabinetOptions {
  @Option(names = "--fri", paramLabel = "CLIENT:PORT",
      description = "Speaks KUKA's FRI instead: the arm is a cabinet that sends to this client.")
  private String client;

  @Option(names = "--fri-from", paramLabel = "HOST:PORT", defaultValue = "0.0.0.0:0",
      description = "Where the cabinet sends from (default: a port of its own).")
  private String from;

  @Option(names = "--dialect", paramLabel = "VERSION", defaultValue = "2.7",
      description = "FRI of 1.11, 1.14, 1.15, 1.16, 2.5 or 2.7 (default: ${DEFAULT-VALUE}).")
  private String dialect;

  @Option(names = "--scenario", paramLabel = "WORD", defaultValue = "none",
      description = "What goes wrong: none, quality-drop, safety-stop, drives-off, mode-change,"
          + " session-idle or late-client two seconds into commanding; position-mode or stiff from the"
          + " start (default: ${DEFAULT-VALUE}).")
  private String scenario;

  @Option(names = "--receive-multiplier", paramLabel = "N", defaultValue = "1",
      description = "The cabinet wants an answer to every N-th message (default: 1).")
  private int receiveMultiplier;

  @Option(names = "--stiffness", paramLabel = "NM_PER_RAD", defaultValue = "0",
      description = "Of the cabinet's joint impedance control (default: 0).")
  private double stiffness;

  @Option(names = "--damping", paramLabel = "NMS_PER_RAD", defaultValue = "0",
      description = "Likewise (default: 0).")
  private double damping;

  boolean wanted() {
    return client != null;
  }

  /** Serves until the process is asked to end. */
  void serve(StatewiseConfig config, PrintWriter out)
      throws UsageException, WorkException, InterruptedException {
    InetSocketAddress to = Address.parse("--fri", client);
    InetSocketAddress local = Address.parse("--fri-from", from);
    try (FriCabinetServer server = FriCabinetServer.start(
        Links.simulated(config, Arms.load(config.arm().model())),
        cabinet(config.arm().strictTime()), to,
        local.getHostString(), local.getPort())) {
      ShutdownGate.onShutdown(server::close);
      out.printf("bridge: cabinet of %s, FRI %s, from port %d to %s:%d%n", config.arm().model(),
          dialect, server.port(), to.getHostString(), to.getPort());
      out.flush();
      Scheduling.arrange();
      server.awaitEnd();
      LinkCounts.lines(server.statistics()).forEach(line -> out.println("bridge: " + line));
      out.println("bridge: " + TimeSlips.sentence(server.timeSlips(), server.slippedNs() * 1e-6));
    } catch (FriException e) {
      throw new WorkException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private FriCabinetConfig cabinet(boolean strictTime) {
    return FriCabinetConfig.of(FriDialect.of(dialect))
        .withScenario(CabinetScenario.of(scenario)).withImpedance(stiffness, damping)
        .withReceiveMultiplier(receiveMultiplier).withStrictTime(strictTime)
        .withStartUnixMillis(System.currentTimeMillis());
  }
}
