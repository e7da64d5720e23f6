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
 * Finds the loss that a configuration names: a word of {@link LossSpec#parse} for an untrained one,
 * {@code learned-} before it for the shipped one of that kind, or a file that {@code meta-train} wrote,
 * which ends in {@code .pb}. {@code auto} is the shipped state-dependent one where its joint count fits,
 * and the untrained one elsewhere. A recording carries a learned loss along, so that its replay needs no other.
 */
final class Losses {
  /** Before the word of a loss that ships with the program. */
  private static final String SHIPPED = "learned-";

  /** The kind that {@code auto} chooses. */
  private static final String KIND = "state-dependent";

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
  Map<String, String> toMetadata(String word) throws UsageException {
    String loss = resolve(word);
    return isLearned(loss)
        ? Map.of(NAME, loss, BYTES, Base64.getEncoder().encodeToString(bytes(loss)))
        : Map.of();
  }

  /**
   * The loss of a name.
   *
   * @throws IllegalArgumentException in one sentence if there is none, or it is of another arm
   */
  LossSpec find(String word) {
    String name = resolve(word);
    if (!isLearned(name)) {
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

  /** What {@code auto} means for this arm; any other name means itself. */
  String resolve(String name) {
    if (!name.equals("auto")) {
      return name;
    }
    try {
      LossFile.shipped(KIND).forJoints(joints);
      return SHIPPED + KIND;
    } catch (TrainingException e) {
      return KIND;
    }
  }

  /** Whether a loss of this name comes with the rate that it was trained at. */
  boolean isLearned(String word) {
    String name = resolve(word);
    return name.startsWith(SHIPPED) || name.endsWith(".pb");
  }

  private static byte[] bytes(String name) throws UsageException {
    if (name.startsWith(SHIPPED)) {
      try {
        return LossFile.shipped(name.substring(SHIPPED.length())).toBytes();
      } catch (TrainingException e) {
        throw new UsageException("loss: " + e.getMessage(), e);
      }
    }
    Path file = Path.of(name);
    TextFiles.checkReadable("loss", file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException("loss: '" + name + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
