package org.statewise.bridge.sim;

import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.models.HotPath;
import org.statewise.models.arm.ArmModel;

/**
 * A simulated arm without clock and thread: time advances when {@link #advanceOnePeriod} is called.
 * Equal configurations and calls give equal states to the bit.
 *
 * <p>Brakes hold it exactly ({@link ArmMode#BRAKES_ENGAGED}) until the first valid command, and
 * again after {@link #hold}. Under command, the motors follow with a first-order lag; gravity
 * compensation is added without lag; command and sum are cut off at the torque limits. The measured
 * torque is that sum, what the arm applies in all, gravity compensation included, plus noise; while
 * the brakes hold, it is what they bear.
 *
 * <p>The arm has a safety function of its own, as real ones do: without a valid command it keeps
 * the last torque for five periods, then it only damps its motion by the damping gains of its
 * description and bears its own weight, and closes its brakes once it rests or the command timeout
 * has passed, counted by {@link #watchdogStops}.
 *
 * <p>One thread at a time; nothing allocates after construction.
 */
public final class SimulatedArm {
  private static final int KEEP_PERIODS = 5;

  private final SimulatedArmConfig config;
  private final ArmInfo info;
  private final int n;
  private final ArmMechanics plant;
  private final ArmSensors sensors;
  private final PayloadHandler payload;
  private final CommandQueue queue;
  private final MotorTorques motors;
  private final ExternalTorque external;
  private final double[] safetyDamping;
  private final double[] noDamping;
  private final double[] sensed;
  private final JointState measured;
  private final long innerSteps;
  private final long latencySteps;
  private ArmMode mode = ArmMode.BRAKES_ENGAGED;
  private long periods;
  private int periodsWithoutCommand;
  private boolean released;
  private long refusedCommands;
  private long watchdogStops;

  /**
   * An arm at rest, held by its brakes, at time 0.
   *
   * @throws IllegalArgumentException if a joint of the arm moves no inertia
   */
  public SimulatedArm(SimulatedArmConfig config) {
    this.config = config;
    ArmModel arm = config.arm();
    n = arm.jointCount();
    info = ArmInfo.of(arm, config.timing().periodNs(), config.gravityCompensated());
    plant = config.drives().isEmpty()
        ? new ArmPlant(config)
        : new ElasticMechanics(arm, config.drives(), config.q0Rad(),
            config.timing().innerStepNs(), config.sensors().torqueFilterHz());
    sensors = new ArmSensors(config);
    payload = new PayloadHandler(config.payload(), plant);
    queue = new CommandQueue(n, config.timing().commandDelayPeriods());
    motors = new MotorTorques(config, info);
    external = new ExternalTorque(config.pushes(), n);
    safetyDamping = arm.joints().stream().mapToDouble(j -> j.gains().kdNmSPerRad()).toArray();
    noDamping = new double[n];
    sensed = new double[n];
    measured = new JointState(n);
    innerSteps = config.timing().periodNs() / config.timing().innerStepNs();
    latencySteps = config.flaws().commandLatencyNs() / config.timing().innerStepNs();
    payload.update(0);
    measure();
  }

  /** What the arm reports of itself. */
  public ArmInfo info() {
    return info;
  }

  /** Its description. */
  public ArmModel model() {
    return config.arm();
  }

  /** The arm's clock, ns, 0 at construction. */
  @HotPath
  public long timeNs() {
    return periods * config.timing().periodNs();
  }

  /**
   * Whether the friction observer of joint {@code j}, from 0, compensates friction from now on; off at
   * first, and without effect where the joints are rigid.
   */
  @HotPath
  public void compensateFriction(int j, boolean on) {
    plant.compensateFriction(j, on);
  }

  /** Whether the arm would take this command: the right length and finite numbers. */
  @HotPath
  public boolean accepts(double[] tau) {
    return TorqueCommand.areValid(tau, n);
  }

  /**
   * Gives the torque of the periods to come. The first valid command opens the brakes.
   *
   * @param tau n torques, Nm, on top of gravity compensation where the arm has it; copied
   * @param gripperClosed whether the gripper should hold
   * @return {@link SendResult#REFUSED}, counted and without any effect, if a number is not finite
   *     or the length is wrong
   */
  @HotPath
  public SendResult command(double[] tau, boolean gripperClosed) {
    if (!accepts(tau)) {
      refusedCommands++;
      return SendResult.REFUSED;
    }
    external.commanded(timeNs());
    queue.put(tau);
    payload.gripper(gripperClosed);
    periodsWithoutCommand = 0;
    released = false;
    mode = ArmMode.COMMANDED;
    return SendResult.SENT;
  }

  /** Lets the arm damp itself to rest and then close its brakes, as after its last command. */
  @HotPath
  public void release() {
    if (mode == ArmMode.COMMANDED) {
      released = true;
      periodsWithoutCommand = Math.max(periodsWithoutCommand, KEEP_PERIODS + 1);
    }
  }

  /** Closes the brakes: the arm stands at once. */
  @HotPath
  public void hold() {
    mode = ArmMode.BRAKES_ENGAGED;
    queue.clear();
    motors.reset();
    plant.brake();
  }

  /** Lets one period pass and measures the state at its end. */
  @HotPath
  public void advanceOnePeriod() {
    payload.update(timeNs());
    external.update(timeNs());
    if (mode == ArmMode.COMMANDED) {
      queue.shift();
      boolean keepsTorque = periodsWithoutCommand <= KEEP_PERIODS;
      for (long i = 0; i < innerSteps; i++) {
        step(keepsTorque, i < latencySteps);
      }
      watch(keepsTorque);
      periodsWithoutCommand++;
    } else {
      for (long i = 0; i < innerSteps; i++) {
        plant.stepBraked(external.tau());
      }
    }
    periods++;
    measure();
  }

  /** What acts on the joints from outside, Nm; the arm's own, to be read alone. */
  public double[] externalTorque() {
    return external.tau();
  }

  @HotPath
  private void step(boolean followsCommand, boolean late) {
    double[] applied = motors.step(plant.encoderQ(), queue, followsCommand, late);
    plant.step(applied, followsCommand ? noDamping : safetyDamping, external.tau());
  }

  @HotPath
  private void watch(boolean keepsTorque) {
    boolean timedOut = periodsWithoutCommand >= config.timing().commandTimeoutPeriods();
    if (timedOut || (!keepsTorque && plant.rests())) {
      watchdogStops += released ? 0 : 1;
      hold();
    }
  }

  @HotPath
  private void measure() {
    plant.jointTorqueInto(sensed);
    measured.sequence = periods;
    measured.armTimeNs = timeNs();
    measured.receivedNs = measured.armTimeNs;
    measured.mode = mode;
    sensors.measureInto(plant.encoderQ(), plant.encoderQd(), sensed, measured);
    linkPositionInto(measured.qLink);
  }

  /** Copies the state measured at the end of the last period; reading twice gives the same. */
  @HotPath
  public void readInto(JointState state) {
    state.copyFrom(measured);
  }

  /** Whether the arm carries its payload. */
  public boolean payloadAttached() {
    return payload.attached();
  }

  /** Commands that were refused. */
  public long refusedCommands() {
    return refusedCommands;
  }

  /** How often the brakes closed since no valid command came. */
  public long watchdogStops() {
    return watchdogStops;
  }

  /**
   * Where the links are. No sensor of an LBR measures this: behind elastic joints the encoders read
   * the motors' positions.
   *
   * @param q receives n positions, rad
   */
  @HotPath
  public void linkPositionInto(double[] q) {
    System.arraycopy(plant.linkQ(), 0, q, 0, n);
  }

  /** Kinetic plus potential energy of arm and payload, J. */
  public double energyJ() {
    return plant.energy();
  }
}
