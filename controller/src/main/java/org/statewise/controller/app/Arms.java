package org.statewise.controller.app;

import java.nio.file.Path;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.UrdfFile;

/** Finds arm models by name or file. */
final class Arms {
  private Arms() {}

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
