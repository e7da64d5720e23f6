package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.remote.BridgeException;
import org.statewise.bridge.remote.BridgeLimits;
import org.statewise.bridge.remote.BridgeServer;
import org.statewise.bridge.remote.BridgeServerConfig;
import org.statewise.bridge.sim.FaultPlan;
import org.statewise.bridge.sim.RealTimeLink;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.Duration;
import org.statewise.controller.app.console.LinkCounts;
import org.statewise.controller.app.console.Logs;
import org.statewise.controller.app.console.Screen;
import org.statewise.controller.app.console.ShutdownLatch;
import org.statewise.controller.app.console.TimeSlips;
import org.statewise.controller.app.console.TlsOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.realtime.RealTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise bridge}. */
@Command(name = "bridge", description = {
  "Serves an arm to one controller at a time, over protobuf on TCP or mutual TLS, or as a KUKA"
      + " cabinet with FRI.",
  "When it loses its controller, it damps the arm to rest and holds it by its brakes."})
public final class BridgeCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Option(names = "--arm", paramLabel = "ARM", description = "sim (default: sim).")
  private String arm;

  @Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:4840",
      description = "Where controllers connect (default: ${DEFAULT-VALUE}).")
  private String listen;

  @Option(names = "--seed", paramLabel = "N", description = "Of the simulated arm (default: 1).")
  private Long seed;

  @Option(names = "--arm-model", paramLabel = "ARM",
      description = "iiwa7, iiwa14, an arm file (.yaml) or a serial URDF (.urdf) (default: iiwa7).")
  private String armModel;

  @Option(names = "--arm-profile", paramLabel = "PROFILE",
      description = "How real the simulated arm is: tidy (rigid joints), lbr (elastic joints as an LBR's),"
          + " soft or stiff (the same with springs of half and twice the stiffness); auto is lbr where"
          + " the arm's description has the rotors' inertia, else tidy (default: auto).")
  private String armProfile;

  @Option(names = "--set", paramLabel = "KEY=VALUE",
      description = "Any other key of the configuration's group arm, for example"
          + " arm.simulation.cabinet.deadTimeMillis=4.")
  private Map<String, String> keys = Map.of();

  @Option(names = "--payload", paramLabel = "KG[,X,Y,Z]",
      description = "Mass of the simulated load, and its centre, m (default: 0.857,0,0,0.12).")
  private String payload;

  @Option(names = "--tool", paramLabel = "KG[,X,Y,Z]",
      description = "What is fixed to the flange, likewise; the arm's compensation knows it"
          + " (default: none).")
  private String tool;

  @Option(names = "--no-gravity-compensation",
      description = "The simulated arm does not add its own gravity torque.")
  private boolean noGravityCompensation;

  @Option(names = "--fault", paramLabel = "FAULT",
      description = "What goes wrong between the bridge and its arm, as for run; several times too.")
  private List<String> faults = List.of();

  @Option(names = "--strict-time",
      description = "The arm waits for nobody, as arms do; otherwise its clock stands still while its"
          + " controller has no answer yet, for five seconds at most in which it had a processor itself.")
  private boolean strictTime;

  @Option(names = "--command-age-periods", paramLabel = "N", defaultValue = "5",
      description = "Commands that answer a state more than N periods old are refused, and count as no"
          + " answer (default: ${DEFAULT-VALUE}).")
  private int commandAgePeriods;

  @Option(names = "--push", paramLabel = "PUSH",
      description = "Pushes the simulated arm, for example joint=3,nm=20,at=5s,for=0.5s; several times"
          + " too.")
  private List<String> pushes = List.of();

  @Option(names = "--idle-limit", paramLabel = "TIME", defaultValue = "60s",
      converter = Duration.Converter.class,
      description = "A controller that has the arm and sends nothing for so long loses it"
          + " (default: ${DEFAULT-VALUE}).")
  private Duration idleLimit;

  @Mixin
  private CabinetOptions cabinet;

  @Mixin
  private TlsOptions tls;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ConfigLoader loader = new ConfigLoader();
    for (Map.Entry<String, String> entry : keys.entrySet()) {
      if (!entry.getKey().startsWith("arm.")) {
        throw new UsageException("--set of bridge must be of the group arm, but is '"
            + entry.getKey() + "'");
      }
      loader.setText(entry.getKey(), entry.getValue());
    }
    loader.setIfGiven("arm.link", arm);
    loader.setIfGiven("arm.model", armModel);
    loader.setIfGiven("arm.profile", armProfile);
    ControlOptions.setLoad(loader, "--payload", payload, "arm.payloadKg", "arm.payloadComM");
    ControlOptions.setLoad(loader, "--tool", tool, "arm.tool.massKg", "arm.tool.comM");
    loader.setIfGiven("seed", seed);
    if (noGravityCompensation) {
      loader.set("arm.gravityCompensated", false);
    }
    if (strictTime) {
      loader.set("arm.strictTime", true);
    }
    loader.set("arm.faults", String.join(";", faults));
    loader.set("arm.pushes", String.join(";", pushes));
    tls.applyTo(loader);
    StatewiseConfig config = loader.load();
    Logs.configure(config.log(), new Screen(out, spec.commandLine().getErr()));
    if (!config.arm().link().equals("sim")) {
      throw new UsageException("--arm must be sim, but is '" + config.arm().link() + "'");
    }
    if (cabinet.wanted()) {
      cabinet.serve(config, out);
      return 0;
    }
    if (commandAgePeriods < 0) {
      throw new UsageException("--command-age-periods must not be negative, but is "
          + commandAgePeriods);
    }
    InetSocketAddress address = Address.parse("--listen", listen);
    SimulatedArm simulated = Links.withoutCabinet(config, Arms.load(config.arm()));
    FaultPlan plan = Links.faults(config, simulated.info().jointCount());
    try (
        ArmLink link = Links.faulty(RealTimeLink.start(simulated, config.arm().strictTime()),
            plan);
        BridgeServer server = BridgeServer.start(new BridgeServerConfig(address.getHostString(),
            address.getPort(), limits(), TlsOptions.of(config.arm().tls())), link)) {
      ShutdownLatch.onShutdown(server::close);
      out.printf("bridge: arm %s at bridge://%s:%d%s%n", link.info().name(),
          address.getHostString(), server.port(), config.arm().tls().wanted() ? " (TLS)" : "");
      out.flush();
      RealTime.ofArm(config.arm().strictTime()).arrangeThreads();
      boolean armLost = server.awaitEnd();
      LinkCounts.lines(server.statistics()).forEach(line -> out.println("bridge: " + line));
      out.println("bridge: " + TimeSlips.sentence(link.timeSlips(), link.slippedNs() * 1e-6));
      if (armLost) {
        throw new WorkException("the bridge lost its arm");
      }
    } catch (BridgeException e) {
      throw new WorkException(e.getMessage(), e);
    }
    return 0;
  }

  private BridgeLimits limits() {
    return BridgeLimits.DEFAULT.withCommandAgePeriods(commandAgePeriods)
        .withIdleMillis(Math.max(1, Math.round(1000 * idleLimit.seconds())));
  }
}
