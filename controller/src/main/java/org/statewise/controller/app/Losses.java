package org.statewise.controller.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.loss.LossSpec;

/**
 * Finds the loss that a configuration names: a word of {@link LossSpec#parse}, or a file that
 * {@code meta-train} wrote, which ends in {@code .pb}. A recording carries such a file along, so that its
 * replay needs no other.
 */
final class Losses {
  /** Metadata key of a recorded loss file's name, and of its bytes in base 64. */
  private static final String NAME = "lossFile";
  private static final String BYTES = "lossFileBase64";

  private final int joints;
  private final Map<String, String> recorded;

  private Losses(int joints, Map<String, String> recorded) {
    this.joints = joints;
    this.recorded = recorded;
  }

  /** Losses for an arm of {@code joints} joints, from files. */
  static Losses forJoints(int joints) {
    return new Losses(joints, Map.of());
  }

  /** The same, but what a recording carries comes before files. */
  static Losses ofRecording(int joints, Map<String, String> metadata) {
    return new Losses(joints, metadata);
  }

  /** What a recording must carry for {@code loss}; empty for a word. */
  static Map<String, String> toMetadata(String loss) throws UsageException {
    return isFile(loss)
        ? Map.of(NAME, loss, BYTES, Base64.getEncoder().encodeToString(bytes(loss)))
        : Map.of();
  }

  /**
   * The loss of a name.
   *
   * @throws IllegalArgumentException in one sentence if there is none, or it is of another arm
   */
  LossSpec find(String name) {
    if (!isFile(name)) {
      return LossSpec.parse(name);
    }
    try {
      byte[] file = name.equals(recorded.get(NAME))
          ? Base64.getDecoder().decode(recorded.getOrDefault(BYTES, ""))
          : bytes(name);
      return LossFile.parse(name, file).forJoints(joints);
    } catch (TrainingException | UsageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static boolean isFile(String name) {
    return name.endsWith(".pb");
  }

  private static byte[] bytes(String name) throws UsageException {
    Path file = Path.of(name);
    TextFiles.checkReadable("loss", file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException("loss: '" + name + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
