package org.statewise.controller.app.command;

import java.util.List;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import picocli.CommandLine.Option;

/** How the simulated arm of {@code run} is, and what happens to it. Unset ones stay null. */
final class SimulatedArmOptions {
  @Option(names = "--arm-profile", paramLabel = "PROFILE",
      description = "How real the simulated arm is: tidy (rigid joints), lbr (elastic joints as an LBR's),"
          + " soft or stiff (the same with springs of half and twice the stiffness); auto is lbr where"
          + " the arm's description has the rotors' inertia, else tidy (default: auto).")
  private String armProfile;

  @Option(names = "--payload", paramLabel = "KG[,X,Y,Z]",
      description = "Mass of the simulated load, and its centre in the last link's frame, m (default:"
          + " 0.857,0,0,0.12, the paper's milk carton).")
  private String payload;

  @Option(names = "--payload-times", paramLabel = "S[,..]",
      description = "Seconds at which it is attached, released, attached, ... (default: when the task"
          + " closes and opens the gripper).")
  private String payloadTimes;

  @Option(names = "--no-gravity-compensation",
      description = "The simulated arm does not add its own gravity torque, as KUKA's cabinets do.")
  private boolean noGravityCompensation;

  @Option(names = "--fault", paramLabel = "FAULT",
      description = "What goes wrong on the way to the simulated arm, KIND:KEY=VALUE,.. for example"
          + " drop:p=0.3 or pause:at=3,ms=50; may be given several times. Kinds: drop, delay, duplicate,"
          + " reorder, freeze, nan, jump, flip, silent, lost, pause, clock, arm-clock.")
  private List<String> faults = List.of();

  @Option(names = "--push", paramLabel = "PUSH",
      description = "Pushes the simulated arm, for example joint=3,nm=20,at=5s,for=0.5s; may be given"
          + " several times.")
  private List<String> pushes = List.of();

  @Option(names = "--strict-time",
      description = "The simulated arm waits for nobody, as arms do; otherwise its clock stands still"
          + " while its controller has no answer yet, for five seconds at most in which it had a processor"
          + " itself, and that is counted.")
  private boolean strictTime;

  /** Lays these flags over {@code loader}. */
  void applyTo(ConfigLoader loader) throws ConfigException, UsageException {
    loader.setIfGiven("arm.profile", armProfile);
    ControlOptions.setLoad(loader, "--payload", payload, "arm.payloadKg", "arm.payloadComM");
    if (payloadTimes != null) {
      loader.set("arm.payloadTimesSeconds",
          ControlOptions.numbers("--payload-times", payloadTimes));
    }
    if (noGravityCompensation) {
      loader.set("arm.gravityCompensated", false);
    }
    if (!faults.isEmpty()) {
      loader.set("arm.faults", String.join(";", faults));
    }
    if (strictTime) {
      loader.set("arm.strictTime", true);
    }
    if (!pushes.isEmpty()) {
      loader.set("arm.pushes", String.join(";", pushes));
    }
  }
}
