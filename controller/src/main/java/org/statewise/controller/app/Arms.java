package org.statewise.controller.app;

import java.nio.file.Path;
import java.util.Optional;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.UrdfFile;

/** Finds arm models by name or file. */
final class Arms {
  private Arms() {}

  /** A sentence where a description lacks what every torque rests on; empty where it is whole. */
  static Optional<String> warning(ArmModel arm) {
    return arm.lacksRotors()
        ? Optional.of("warning: no joint of " + arm.name()
            + " has a rotor inertia, but behind a gear"
            + " the rotor outweighs the link: prior, gains and observers would be wrong on a real arm,"
            + " and its wrist may swing; give rotorInertiaKgM2 in an arm file")
        : Optional.empty();
  }

  /** {@code iiwa7}, {@code iiwa14}, a .yaml arm file, or a .urdf or .xml of a serial arm. */
  static ArmModel load(String model) throws UsageException {
    try {
      if (model.endsWith(".yaml") || model.endsWith(".yml")) {
        return ArmFile.parse(TextFiles.readYaml("arm model", Path.of(model)), model);
      }
      if (model.endsWith(".urdf") || model.endsWith(".xml")) {
        return UrdfFile.parse(TextFiles.read("arm model", Path.of(model)), model);
      }
      return ShippedArms.load(model);
    } catch (IllegalArgumentException e) {
      throw new UsageException("arm model: " + e.getMessage(), e);
    }
  }
}
