package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.statewise.bridge.fri.CabinetScenario;
import org.statewise.bridge.fri.DeclaredIo;
import org.statewise.bridge.fri.DeclaredIos;
import org.statewise.bridge.fri.FriCabinetConfig;
import org.statewise.bridge.fri.FriCabinetServer;
import org.statewise.bridge.fri.FriDialect;
import org.statewise.bridge.fri.FriEnums;
import org.statewise.bridge.fri.FriException;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.Duration;
import org.statewise.controller.app.console.LinkCounts;
import org.statewise.controller.app.console.ShutdownLatch;
import org.statewise.controller.app.console.TimeSlips;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.realtime.RealTime;
import picocli.CommandLine.Option;

/** {@code statewise bridge --fri}: the simulated arm as a KUKA cabinet with FRI. */
final class CabinetOptions {
  private static final long MIN_PERIOD_NS = 1_000_000;
  private static final long MAX_PERIOD_NS = 10_000_000;

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
          + " session-idle or late-client two seconds after the client's first torque; position-mode or"
          + " stiff from the start (default: ${DEFAULT-VALUE}).")
  private String scenario;

  @Option(names = "--receive-multiplier", paramLabel = "N", defaultValue = "1",
      description = "The cabinet wants an answer to every N-th message (default: 1).")
  private int receiveMultiplier;

  @Option(names = "--stiffness", paramLabel = "NM_PER_RAD", defaultValue = "200",
      description = "Of the cabinet's joint impedance control, towards the commanded position (default:"
          + " 200, as KUKA's torque example asks for; Statewise's application asks for 0).")
  private double stiffness;

  @Option(names = "--damping", paramLabel = "NMS_PER_RAD", defaultValue = "0",
      description = "Likewise (default: 0).")
  private double damping;

  @Option(names = "--client-mode", paramLabel = "WORD", defaultValue = "torque",
      description = "What the cabinet wants from its client: position or torque"
          + " (default: ${DEFAULT-VALUE}).")
  private String clientMode;

  @Option(names = "--axis-delta", paramLabel = "RAD", defaultValue = "0.2",
      description = "How far a commanded position may be from the measured one (default: 0.2).")
  private double axisDelta;

  @Option(names = "--torque-fraction", paramLabel = "X", defaultValue = "1",
      description = "Which part of a joint's limit a commanded torque may be (default: 1).")
  private double torqueFraction;

  @Option(names = "--mode", paramLabel = "WORD", defaultValue = "automatic",
      description = "What the operator chose: t1, t2 or automatic; in t1 the cabinet stops a flange"
          + " that moves faster than 250 mm/s (default: ${DEFAULT-VALUE}).")
  private String mode;

  @Option(names = "--period", paramLabel = "TIME", converter = Duration.Converter.class,
      defaultValue = "4ms",
      description = "From one message to the next, 1ms to 10ms (default: ${DEFAULT-VALUE}).")
  private Duration period;

  @Option(names = "--start-pose", paramLabel = "RAD[,..]",
      description = "Where the arm stands at first, rad, A1 first (default: elbow up).")
  private String startPose;

  @Option(names = "--io", paramLabel = "NAME=TYPE",
      description = "Declares an input or output: boolean, digital or analog, then -input or -output"
          + " (default) and :VALUE if wanted, as in FRI.In_Go=boolean-input:1; up to ten times.")
  private List<String> ios = List.of();

  boolean wanted() {
    return client != null;
  }

  /** Serves until the process is asked to end. */
  void serve(StatewiseConfig config, PrintWriter out)
      throws UsageException, WorkException, InterruptedException {
    InetSocketAddress to = Address.parse("--fri", client);
    InetSocketAddress local = Address.parse("--fri-from", from);
    Optional<List<Double>> pose = startPose == null
        ? Optional.empty()
        : Optional.of(ControlOptions.numbers("--start-pose", startPose));
    try (FriCabinetServer server = FriCabinetServer.start(
        Links.simulated(config, Arms.load(config.arm()), arm -> changed(arm, pose)),
        cabinet(config.arm()), to,
        local.getHostString(), local.getPort())) {
      ShutdownLatch.onShutdown(server::close);
      out.printf("bridge: cabinet of %s, FRI %s, from port %d to %s:%d%n", config.arm().model(),
          dialect, server.port(), to.getHostString(), to.getPort());
      out.flush();
      RealTime.ofArm(config.arm().strictTime()).arrangeThreads();
      server.awaitEnd();
      LinkCounts.lines(server.statistics()).forEach(line -> out.println("bridge: " + line));
      server.stops()
          .forEach((why, count) -> out.printf("bridge: the arm was taken back %d times: %s%n",
              count, FriEnums.word(why)));
      out.println("bridge: " + TimeSlips.sentence(server.timeSlips(), server.slippedNs() * 1e-6));
    } catch (FriException e) {
      throw new WorkException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private SimulatedArmConfig changed(SimulatedArmConfig arm, Optional<List<Double>> pose) {
    long periodNs = Math.round(period.seconds() * 1e9);
    if (periodNs < MIN_PERIOD_NS || periodNs > MAX_PERIOD_NS || periodNs % MIN_PERIOD_NS != 0) {
      throw new IllegalArgumentException(
          "--period must be a whole number of milliseconds from 1ms to"
              + " 10ms, but is " + periodNs / 1e6 + " ms");
    }
    SimulatedArmConfig timed = arm.withTiming(SimulatedArmConfig.Timing.every(periodNs));
    return pose.map(timed::withQ0Rad).orElse(timed);
  }

  private FriCabinetConfig cabinet(StatewiseConfig.Arm arm) {
    return FriCabinetConfig.of(FriDialect.of(dialect))
        .withClientMode(
            FriEnums.of("--client-mode", FriEnums.ClientCommandMode.values(), clientMode))
        .withOperationMode(FriEnums.of("--mode", FriEnums.OperationMode.values(),
            mode.equalsIgnoreCase("aut") ? "automatic" : mode))
        .withLimits(new FriCabinetConfig.Limits(axisDelta, torqueFraction))
        .withIos(new DeclaredIos(ios.stream().map(DeclaredIo::parse).toList()))
        .withScenario(CabinetScenario.of(scenario)).withImpedance(stiffness, damping)
        .withReceiveMultiplier(receiveMultiplier).withStrictTime(arm.strictTime())
        .withFrictionObserver(arm.simulation().cabinet().frictionObserver())
        .withStartUnixMillis(System.currentTimeMillis());
  }
}
