package org.statewise.controller.app.wiring;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.FrictionObserver;
import org.statewise.bridge.fri.FriCabinetConfig;
import org.statewise.bridge.fri.FriClientConfig;
import org.statewise.bridge.fri.FriDialect;
import org.statewise.bridge.fri.FriException;
import org.statewise.bridge.fri.FriLink;
import org.statewise.bridge.fri.LoopbackFriLink;
import org.statewise.bridge.remote.BridgeException;
import org.statewise.bridge.remote.BridgeLink;
import org.statewise.bridge.sim.ArmProfile;
import org.statewise.bridge.sim.FaultPlan;
import org.statewise.bridge.sim.FaultyArmLink;
import org.statewise.bridge.sim.PayloadEvent;
import org.statewise.bridge.sim.PayloadPlan;
import org.statewise.bridge.sim.Push;
import org.statewise.bridge.sim.RealTimeLink;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.TlsOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;

/** Opens the way to an arm. */
public final class Links {
  /** The simulated arm behind its own cabinet, on a virtual clock. */
  public static final String FRI_SIM = "fri-sim://";
  private static final String BRIDGE = "bridge://";
  private static final int CONNECT_TIMEOUT_MILLIS = 5000;

  private Links() {}

  /**
   * Opens the link that a configuration names.
   *
   * @param fast the simulated arm runs on a virtual clock
   * @param beforeStep called before each of its periods then; may wait
   * @param says takes sentences for the person who waits meanwhile
   */
  public static ArmLink open(StatewiseConfig config, ArmModel model, boolean fast,
      Runnable beforeStep,
      Consumer<String> says) throws UsageException, WorkException {
    String link = config.arm().link();
    check(link);
    if (link.equals("sim")) {
      SimulatedArm arm = withoutCabinet(config, model);
      FaultPlan faults = faults(config, arm.info().jointCount());
      return faulty(fast
          ? new VirtualTimeLink(arm, beforeStep)
          : RealTimeLink.start(arm, config.arm().strictTime()), faults);
    }
    if (!config.arm().faults().isEmpty()) {
      throw new UsageException(
          "arm.faults need the simulated arm, but the arm is '" + link + "'");
    }
    if (link.startsWith(FriAddress.SCHEME)) {
      return cabinet(FriAddress.parse("arm.link", link).client(model, true), says);
    }
    if (link.startsWith(FRI_SIM)) {
      return cabinetInside(config, model, beforeStep);
    }
    InetSocketAddress address = Address.parse("arm.link", link.substring(BRIDGE.length()));
    try {
      return BridgeLink.connect(address.getHostString(), address.getPort(),
          CONNECT_TIMEOUT_MILLIS, TlsOptions.of(config.arm().tls()));
    } catch (BridgeException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  /** Whether the arm behind a link is the simulated one of this process. */
  public static boolean isSimulated(String link) {
    return link.equals("sim") || link.startsWith(FRI_SIM);
  }

  /** An arm like the one that a configuration simulates on the control thread, in virtual time; empty if it does not. */
  public static Optional<ArmLink> twin(StatewiseConfig config, ArmModel model)
      throws UsageException {
    return isSimulated(config.arm().link())
        ? Optional.of(new VirtualTimeLink(simulated(config, model)))
        : Optional.empty();
  }

  /** Fails in one sentence if {@code link} names no kind of link; nothing is opened. */
  public static void check(String link) throws UsageException {
    if (link.startsWith(BRIDGE)) {
      Address.parse("arm.link", link.substring(BRIDGE.length()));
    } else if (link.startsWith(FriAddress.SCHEME)) {
      FriAddress.parse("arm.link", link);
    } else if (link.startsWith(FRI_SIM)) {
      simulatedDialect(link);
    } else if (!link.equals("sim")) {
      throw new UsageException("arm.link must be sim, bridge://HOST:PORT or"
          + " fri://HOST:PORT?peer=CABINET, but is '" + link + "'");
    }
  }

  private static FriDialect simulatedDialect(String link) throws UsageException {
    try {
      return FriDialect.of(link.substring(FRI_SIM.length()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("arm.link: " + e.getMessage(), e);
    }
  }

  /** A KUKA cabinet. */
  public static FriLink cabinet(FriClientConfig config, Consumer<String> says)
      throws WorkException {
    says.accept("waiting on %s:%d for the cabinet %s".formatted(config.listenHost(),
        config.listenPort(), config.peerHost()));
    try {
      return FriLink.open(config, says);
    } catch (FriException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private static ArmLink cabinetInside(StatewiseConfig config, ArmModel model,
      Runnable beforeStep) throws UsageException {
    FriDialect dialect = simulatedDialect(config.arm().link());
    try {
      return new LoopbackFriLink(simulated(config, model), model, FriCabinetConfig.of(dialect)
          .withFrictionObserver(config.arm().simulation().cabinet().frictionObserver()),
          beforeStep);
    } catch (IllegalArgumentException e) {
      throw new UsageException("arm.link: " + e.getMessage(), e);
    }
  }

  /** Carried as the task says, or attached and released in turn at given times. */
  private static PayloadPlan plan(Payload payload, StatewiseConfig.Arm arm) {
    if (arm.payloadTimesSeconds().isEmpty()) {
      return PayloadPlan.byGripper(payload);
    }
    List<PayloadEvent> events = new ArrayList<>();
    for (double seconds : arm.payloadTimesSeconds()) {
      events.add(new PayloadEvent(Math.round(seconds * 1e9), events.size() % 2 == 0));
    }
    return PayloadPlan.scheduled(payload, events);
  }

  /** What is to go wrong with a simulated arm of {@code joints} joints; checked before it lives. */
  public static FaultPlan faults(StatewiseConfig config, int joints) throws UsageException {
    try {
      return FaultPlan.parse(config.arm().faults(), config.seed()).checkedFor(joints);
    } catch (IllegalArgumentException e) {
      throw new UsageException("arm.faults: " + e.getMessage(), e);
    }
  }

  /** {@code link}, with faults in its way if there are any. */
  public static ArmLink faulty(ArmLink link, FaultPlan faults) {
    return faults.faults().isEmpty() ? link : new FaultyArmLink(link, faults);
  }

  /**
   * How real the simulated arm of a configuration is.
   *
   * @throws IllegalArgumentException in one sentence if there is no such profile
   */
  public static ArmProfile profile(StatewiseConfig.Arm arm, ArmModel model) {
    return ArmProfile.parse("arm.profile", arm.profile(), model);
  }

  /**
   * The simulated arm of a configuration that no FRI cabinet stands before.
   *
   * @throws UsageException if its friction observer goes by a commanded position, which only FRI has
   */
  public static SimulatedArm withoutCabinet(StatewiseConfig config, ArmModel model)
      throws UsageException {
    FrictionObserver observer = config.arm().simulation().cabinet().frictionObserver();
    if (observer == FrictionObserver.OFF_AT_COMMANDED_POSITION) {
      throw new UsageException("arm.simulation.cabinet.frictionObserver must be never or always"
          + " where the simulated arm is not behind FRI, which has a commanded position, but is '"
          + observer.text() + "'");
    }
    return simulated(config, model);
  }

  /** The simulated arm of a configuration. */
  public static SimulatedArm simulated(StatewiseConfig config, ArmModel model)
      throws UsageException {
    return simulated(config, model, UnaryOperator.identity());
  }

  /** The simulated arm of a configuration, with what {@code change} makes of it. */
  public static SimulatedArm simulated(StatewiseConfig config, ArmModel model,
      UnaryOperator<SimulatedArmConfig> change) throws UsageException {
    StatewiseConfig.Arm arm = config.arm();
    try {
      SimulatedArmConfig simulated = SimulatedArmConfig.defaults(model).withSeed(config.seed())
          .withGravityCompensated(arm.gravityCompensated())
          .withTorqueLagSeconds(arm.torqueLagSeconds())
          .withDrives(
              profile(arm, model).drives(model, arm.simulation()))
          .withPushes(Push.parse(arm.pushes()));
      if (arm.payloadKg() > 0) {
        Vec3 com = new Vec3(arm.payloadComM().get(0), arm.payloadComM().get(1),
            arm.payloadComM().get(2));
        simulated = simulated.withPayload(plan(new Payload(arm.payloadKg(), com), arm));
      }
      SimulatedArm made = new SimulatedArm(change.apply(simulated).withSettings(arm.simulation()));
      boolean compensates = arm.simulation().cabinet().frictionObserver() == FrictionObserver.ON;
      for (int j = 0; j < model.jointCount(); j++) {
        made.compensateFriction(j, compensates);
      }
      return made;
    } catch (IllegalArgumentException e) {
      throw new UsageException("simulated arm: " + e.getMessage(), e);
    }
  }
}
