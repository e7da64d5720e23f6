package org.statewise.controller.app.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.train.MemoryFile;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ShippedArms;

/** Finds the network that a name means: of an arm for which one ships, or in a file. */
public final class LearnedMemories {
  private LearnedMemories() {}

  /** The network of a name, whatever its number of joints. */
  public static MemoryFile named(String name) throws UsageException {
    requireName(name);
    try {
      return MemoryFile.parse(name, LearnedBytes.of(name));
    } catch (TrainingException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Refuses what can be neither. */
  static void requireName(String name) throws UsageException {
    if (!name.endsWith(".pb") && !Files.exists(Path.of(name))
        && !ShippedArms.names().contains(name)) {
      throw new UsageException("memory must be an arm whose memory ships, such as iiwa7,"
          + " or a file that ends in .pb, but is '" + name + "'");
    }
  }
}
