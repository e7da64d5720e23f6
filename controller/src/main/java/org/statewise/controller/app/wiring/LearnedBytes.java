package org.statewise.controller.app.wiring;

import java.nio.file.Path;
import java.util.Optional;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.LossName;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.MemoryFile;
import org.statewise.controller.train.TrainingException;

/** The bytes that a name of something learned stands for: of what is shipped under it, or of a file. */
final class LearnedBytes {
  private LearnedBytes() {}

  static byte[] of(String name) throws UsageException {
    try {
      Optional<byte[]> memory = MemoryFile.shipped(name);
      if (memory.isPresent()) {
        return memory.get();
      }
      if (LossName.parse("loss", name) instanceof LossName.Shipped(String kind)) {
        return LossFile.shipped(kind).toBytes();
      }
    } catch (TrainingException e) {
      throw new UsageException(name + ": " + e.getMessage(), e);
    }
    return TextFiles.readBytes("loss", Path.of(name));
  }
}
