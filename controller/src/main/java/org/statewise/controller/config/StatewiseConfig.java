package org.statewise.controller.config;

import java.util.List;
import org.statewise.bridge.api.SimulationSettings;
import org.statewise.controller.adapt.AskedAt;
import org.statewise.controller.adapt.CompositeGain;
import org.statewise.controller.adapt.SampleSettings;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.JointPositions;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.realtime.RealTimeSettings;
import org.statewise.controller.safety.SafetyLimits;
import org.statewise.controller.setpoint.TaskKind;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Everything that can be set, in one tree. {@link ConfigLoader} fills it from the defaults, a YAML file,
 * the environment and the command line, in this order; a recording keeps the effective one. No key
 * holds a secret: secrets lie in files, and keys name these.
 *
 * @param seed of everything random: the simulated arm and the first theta and phi
 */
public record StatewiseConfig(long seed, Arm arm, Task task, Law law, AdaptationConfig adaptation,
    SafetyLimits safety, Loop loop, RealTimeSettings realtime, RecordingConfig recording,
    Telemetry telemetry, Log log, Run run,
    MqttConfig mqtt) {
  /** A recording of an earlier version lacks the groups that came later. */
  public StatewiseConfig {
    realtime = realtime == null ? RealTimeSettings.DEFAULT : realtime;
    run = run == null ? new Run("now") : run;
    mqtt = mqtt == null ? MqttConfig.NONE : mqtt;
  }

  /** What the program does when nothing is set. */
  public static final StatewiseConfig DEFAULT = new StatewiseConfig(1,
      new Arm("sim", "iiwa7", true, 0.857, List.of(0.0, 0.0, 0.12), List.of(),
          0.001, "auto", SimulationSettings.NONE, new Tls("", "", ""), "", false, "",
          LoadConfig.NONE),
      new Task(TaskKind.PICK_AND_PLACE, 0, 0, 0.05, List.of(0.2), List.of(0.0), ""),
      new Law(new PriorSpec.RigidBodyDynamics(), 1, List.of(), List.of(), 3.5,
          JointPositions.MOTOR, LoadConfig.NONE),
      new AdaptationConfig(new ModelChoice.Automatic(), new LossName.Automatic(),
          new UpdateRuleSpec.Sgd(), 0, 0.1, List.of(64, 64), ObserverChoice.AUTOMATIC,
          AskedAt.AUTO, TorqueTarget.COMMANDED,
          SampleSettings.Acceleration.POSITION, 6, 6, CompositeGain.AUTO, 4,
          0.6, "", 5, "", false),
      SafetyLimits.DEFAULT, new Loop(0.5, 4, 20_000),
      RealTimeSettings.DEFAULT, RecordingConfig.DEFAULT,
      new Telemetry("127.0.0.1:9464", "127.0.0.1:8080", "", ""), new Log("info", "text", ""),
      new Run("now"),
      MqttConfig.NONE);

  /**
   * The arm.
   *
   * @param link {@code sim}, {@code bridge://HOST:PORT}, or a KUKA cabinet with FRI as {@code
   *     fri://LISTEN_HOST:PORT?peer=CABINET}, with {@code &dialect=VERSION}, {@code
   *     &gripper=OUTPUT} and, of a simulated cabinet on this machine, {@code &simulated=yes} where wanted
   * @param model {@code iiwa7}, {@code iiwa14}, an arm file (.yaml) or a serial URDF (.urdf); the
   *     simulated arm, and what the prior knows
   * @param gravityCompensated whether the simulated arm adds its own gravity torque, as KUKA's cabinets
   *     do; a remote arm says so itself
   * @param payloadKg mass of the simulated load; 0 for none
   * @param payloadComM its centre of mass in the last link's frame, m
   * @param payloadTimesSeconds when it is attached, released, attached and so on; empty for when the
   *     task closes and opens the gripper
   * @param torqueLagSeconds time constant of the simulated torque control
   * @param profile how real the simulated arm is: {@code tidy}, {@code lbr}, {@code soft}, {@code stiff}, or {@code auto} for
   *     {@code lbr} where the description has the rotors' inertia and {@code tidy} where not
   * @param simulation what the simulated arm does otherwise than its profile, number by number
   * @param tls files for a bridge with mutual TLS; empty for none
   * @param faults what goes wrong on the way to the simulated arm, as {@code drop:p=0.3;pause:at=3};
   *     empty for nothing
   * @param strictTime the simulated arm waits for nobody, as an arm does; otherwise its clock stands still
   *     while its controller has no answer yet, for five seconds at most in which it had a processor itself
   * @param pushes who pushes the simulated arm, as {@code joint=3,nm=20,at=5s,for=0.5s} with semicolons
   *     between; empty for nobody
   * @param tool fixed to the flange, in the simulated arm, its gravity compensation and the prior
   */
  public record Arm(String link, String model, boolean gravityCompensated, double payloadKg,
      List<Double> payloadComM, List<Double> payloadTimesSeconds, double torqueLagSeconds,
      String profile, SimulationSettings simulation, Tls tls, String faults, boolean strictTime,
      String pushes, LoadConfig tool) {
    public Arm {
      tool = LoadConfig.checked("arm.tool", tool);
      payloadComM = List.copyOf(payloadComM);
      payloadTimesSeconds = List.copyOf(payloadTimesSeconds);
      require(payloadComM.size() == 3, "arm.payloadComM must have 3 values", payloadComM);
      require(payloadKg >= 0, "arm.payloadKg must not be negative", payloadKg);
      require(torqueLagSeconds >= 0, "arm.torqueLagSeconds must not be negative", torqueLagSeconds);
    }
  }

  /**
   * PEM files for mutual TLS.
   *
   * @param certificate this side's chain
   * @param key its private key
   * @param trusted who may sign the other side
   */
  public record Tls(String certificate, String key, String trusted) {
    /** Whether any file is named. */
    public boolean wanted() {
      return !(certificate.isEmpty() && key.isEmpty() && trusted.isEmpty());
    }
  }

  /**
   * What the arm does.
   *
   * @param kind {@code pick-and-place}, {@code sine}, {@code hold} or {@code path}
   * @param durationSeconds when the task is stopped; 0 for never
   * @param rounds of pick-and-place; 0 for without end
   * @param frequencyHz of the sine
   * @param amplitudeRad of the sine, one value or one a joint
   * @param phaseRad of the sine, likewise
   * @param file of way-points or a trajectory, CSV
   */
  public record Task(TaskKind kind, double durationSeconds, int rounds, double frequencyHz,
      List<Double> amplitudeRad, List<Double> phaseRad, String file) {
    public Task {
      amplitudeRad = List.copyOf(amplitudeRad);
      phaseRad = List.copyOf(phaseRad);
      require(durationSeconds >= 0, "task.durationSeconds must not be negative", durationSeconds);
      require(rounds >= 0, "task.rounds must not be negative", rounds);
    }
  }

  /**
   * Feedback and what is known of the arm.
   *
   * @param prior {@code none}, {@code gravity} or {@code rigid-body}
   * @param gainScale multiplies kp, and kd by its square root, so that damping stays as it was
   * @param kp stiffness a joint, Nm/rad; empty for the arm model's
   * @param kd damping a joint, Nm s/rad; empty for the arm model's
   * @param leadMillis how far ahead of its state a command's desired acceleration lies: half a period, for
   *     which the command is held, and the delay until it acts
   * @param positionSource what law and samples take for the joints' positions: {@code motor}, what the
   *     encoders read, or {@code link-estimate}, less measured torque over stiffness
   * @param payload carried from the start beyond the tool, known to the prior alone until a payload hint
   */
  public record Law(PriorSpec prior, double gainScale, List<Double> kp, List<Double> kd,
      double leadMillis, JointPositions positionSource, LoadConfig payload) {
    public Law {
      payload = LoadConfig.checked("law.payload", payload);
      kp = List.copyOf(kp);
      kd = List.copyOf(kd);
      require(gainScale >= 0, "law.gainScale must not be negative", gainScale);
      require(leadMillis >= 0, "law.leadMillis must not be negative", leadMillis);
    }
  }

  /**
   * Times of the loop.
   *
   * @param engageSeconds how long the output is faded in
   * @param decelerationRadPerS2 of a stop by request
   * @param burnInTicks on a throw-away copy before the arm is engaged
   */
  public record Loop(double engageSeconds, double decelerationRadPerS2, int burnInTicks) {
    public Loop {
      require(engageSeconds > 0, "loop.engageSeconds must be positive", engageSeconds);
      require(decelerationRadPerS2 > 0, "loop.decelerationRadPerS2 must be positive",
          decelerationRadPerS2);
      require(burnInTicks >= 0, "loop.burnInTicks must not be negative", burnInTicks);
    }
  }

  /**
   * What a run shows.
   *
   * @param metrics HOST:PORT of the Prometheus endpoint; empty for none
   * @param page HOST:PORT of the live page; empty for none
   * @param pageTokenFile file whose first line is the token that the page's commands need; empty for a new
   *     token in every run
   * @param foxglove HOST:PORT where Foxglove and Lichtblick see the run live; empty for none
   */
  public record Telemetry(String metrics, String page, String pageTokenFile, String foxglove) {}

  /**
   * When a run begins its task.
   *
   * @param start {@code now}, or {@code command}: the arm is held where it was found until a command
   *     begins a task, and again after each task
   */
  public record Run(String start) {
    public Run {
      require(start.equals("now") || start.equals("command"), "run.start must be now or command",
          "'" + start + "'");
    }

    /** Whether a command begins the task. */
    public boolean onCommand() {
      return start.equals("command");
    }
  }

  /**
   * What is logged: events of a run, one line each.
   *
   * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code off}
   * @param format {@code text} (key=value pairs) or {@code json} (one object a line)
   * @param file to append to; empty for standard error
   */
  public record Log(String level, String format, String file) {
    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug");
    private static final List<String> FORMATS = List.of("text", "json");

    public Log {
      require(LEVELS.contains(level), "log.level must be one of " + String.join(", ", LEVELS),
          "'" + level + "'");
      require(FORMATS.contains(format), "log.format must be one of " + String.join(", ", FORMATS),
          "'" + format + "'");
    }
  }

  /** The same with what {@code auto} stands for as memory and as observer. */
  public StatewiseConfig resolved() {
    return new StatewiseConfig(seed, arm, task, law,
        AutomaticAdaptation.resolve(adaptation, arm.model, law.prior), safety, loop, realtime,
        recording, telemetry, log, run, mqtt);
  }

  /** The same with other limits. */
  public StatewiseConfig withSafety(SafetyLimits other) {
    return new StatewiseConfig(seed, arm, task, law, adaptation, other, loop, realtime, recording,
        telemetry, log, run, mqtt);
  }

  static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but is " + value);
    }
  }
}
