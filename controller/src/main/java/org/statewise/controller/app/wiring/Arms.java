package org.statewise.controller.app.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.LoadConfig;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.UrdfFile;

/** Finds arm models by name or file. */
public final class Arms {
  private Arms() {}

  /**
   * Sentences where a description lacks what torques rest on; none where it is whole.
   *
   * @param model what named the arm: a name or a file
   */
  public static List<String> warnings(String model, ArmModel arm) {
    List<String> sentences = new ArrayList<>();
    List<String> bare = arm.jointsWithoutRotor();
    if (!bare.isEmpty()) {
      sentences.add("warning: " + (bare.size() == arm.jointCount()
          ? "no joint of " + arm.name() + " has a"
          : named(bare) + " of " + arm.name() + (bare.size() == 1 ? " has" : " have") + " no")
          + " rotor inertia, but behind a gear"
          + " the rotor outweighs the link: prior, gains and observers would be wrong on a real arm,"
          + " and its wrist may swing, and a simulated arm's joints are rigid; give rotorInertiaKgM2 in an arm"
          + " file");
    }
    if (isUrdf(model)) {
      List<String> smooth = arm.joints().stream()
          .filter(joint -> joint.friction().equals(JointFriction.NONE)).map(JointModel::name)
          .toList();
      sentences.add("note: a URDF has no gains (derived from the inertias), no static friction (as"
          + " large as Coulomb's), and of a drive neither stiffness, damping nor torque limit"
          + " (estimated where needed)"
          + (smooth.isEmpty() ? "" : ", and this one no friction of " + named(smooth))
          + "; an arm file may give them all");
    }
    return sentences;
  }

  /** The same, and what the simulated arm has to estimate. */
  public static List<String> warnings(StatewiseConfig.Arm config, ArmModel arm) {
    List<String> sentences = new ArrayList<>(warnings(config.model(), arm));
    List<String> estimated = Links.isSimulated(config.link())
        ? Links.profile(config, arm).estimated(arm)
        : List.of();
    if (!estimated.isEmpty()) {
      sentences.add("note: drive data of " + named(estimated) + " of " + arm.name()
          + " are not whole: the simulated arm estimates what is missing; give drive in an arm"
          + " file");
    }
    return sentences;
  }

  private static String named(List<String> joints) {
    return (joints.size() == 1 ? "joint " : "joints ") + String.join(", ", joints);
  }

  private static boolean isUrdf(String model) {
    return model.endsWith(".urdf") || model.endsWith(".xml");
  }

  /** The arm that a configuration names, with its tool. */
  public static ArmModel load(StatewiseConfig.Arm config) throws UsageException {
    return withTool(load(config.model()), config.tool());
  }

  /** The same with a tool, if there is one. */
  public static ArmModel withTool(ArmModel arm, LoadConfig tool) {
    return tool.wanted() ? arm.withTool(tool.payload()) : arm;
  }

  /** {@code iiwa7}, {@code iiwa14}, a .yaml arm file, or a .urdf or .xml of a serial arm. */
  public static ArmModel load(String model) throws UsageException {
    try {
      if (model.endsWith(".yaml") || model.endsWith(".yml")) {
        return ArmFile.parse(TextFiles.readYaml("arm model", Path.of(model)), model);
      }
      if (isUrdf(model)) {
        return UrdfFile.parse(TextFiles.read("arm model", Path.of(model)), model);
      }
      return ShippedArms.load(model);
    } catch (IllegalArgumentException e) {
      throw new UsageException("arm model: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that the arm of a link is the one that was described.
   *
   * @param word that named the description
   */
  public static void requireSame(String word, ArmModel model, ArmInfo arm) throws UsageException {
    int joints = arm.jointCount();
    if (model.jointCount() != joints) {
      throw new UsageException("arm.model '%s' has %d joints, but the arm '%s' has %d"
          .formatted(word, model.jointCount(), arm.name(), joints));
    }
    // Two arms that we know are never the same by another name; a prior of the wrong one is dangerous.
    List<String> known = ShippedArms.names();
    String name = arm.name();
    if (known.contains(name) && known.contains(model.name()) && !name.equals(model.name())) {
      throw new UsageException("arm.model must be the arm's own, but is '%s' and the arm is '%s'"
          .formatted(model.name(), name));
    }
  }
}
