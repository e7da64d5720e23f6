package org.statewise.controller.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.files.AtomicFile;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.Scaling;
import org.statewise.proto.model.LearnedLoss;

/**
 * A learned loss as it lies in a file, with all that it is valid for.
 *
 * @param loss its kind and phi
 * @param scaling the constants that it was trained with
 * @param jointNames from base to flange
 * @param arm the arm's name; empty if unknown
 * @param training how it came to be
 * @param filter the filter whose precisions the loss gives; empty if it was learned for a network
 */
public record LossFile(LossSpec.Trained loss, Scaling scaling, List<String> jointNames, String arm,
    TrainingRecord training, Optional<LearnedFilter> filter) {
  /** A loss for a network. */
  public LossFile(LossSpec.Trained loss, Scaling scaling, List<String> jointNames, String arm,
      TrainingRecord training) {
    this(loss, scaling, jointNames, arm, training, Optional.empty());
  }

  /**
   * @throws IllegalArgumentException if scaling, names and phi are not of one number of joints
   */
  public LossFile {
    jointNames = List.copyOf(jointNames);
    if (scaling.joints() != jointNames.size()) {
      throw new IllegalArgumentException("Loss file: must have scaling for " + jointNames.size()
          + " joints, one a name, but has it for " + scaling.joints() + ".");
    }
    LossMessages.requireFit(loss, jointNames.size());
  }

  /**
   * Reads a file.
   *
   * @throws TrainingException if it is missing, of another kind, newer, damaged or contradicts
   *     itself
   */
  public static LossFile read(Path file) throws TrainingException {
    return of(file.toString(), ModelFileFormat.LOSS.read(file, LearnedLoss.parser()));
  }

  /**
   * The loss that the program brings along for a kind, as a manifest beside it says how it came to
   * be.
   *
   * @param word of the kind
   * @throws TrainingException if there is none for it
   */
  public static LossFile shipped(String word) throws TrainingException {
    String name = "/losses/" + word + ".pb";
    try (InputStream in = LossSpec.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new TrainingException("there is no shipped loss for '" + word + "'");
      }
      return parse(name, in.readAllBytes());
    } catch (IOException e) {
      throw new TrainingException(
          "the shipped loss '" + word + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** A loss from bytes, which {@code name} says where they are from. */
  public static LossFile parse(String name, byte[] bytes) throws TrainingException {
    return of(name, ModelFileFormat.LOSS.unwrap(name, bytes, LearnedLoss.parser()));
  }

  private static LossFile of(String name, LearnedLoss message) throws TrainingException {
    try {
      return LossMessages.fromProto(message);
    } catch (IllegalArgumentException e) {
      throw new TrainingException("'" + name + "' holds no valid loss: " + e.getMessage(), e);
    }
  }

  /** Replaces {@code file} as a whole. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, toBytes());
  }

  /** The bytes of the file: the same for the same loss. */
  public byte[] toBytes() {
    return ModelFileFormat.LOSS.wrap(LossMessages.toProto(this));
  }

  /**
   * Checks that the loss says at which states its weights hold.
   *
   * @throws TrainingException if its weights depend on the state and it does not
   */
  public void requireStates(String name) throws TrainingException {
    if (loss.kind() instanceof LossSpec.StateDependent && loss.states().isEmpty()) {
      throw new TrainingException("the state-dependent loss '" + name
          + "' must say at which states it"
          + " was trained, but an earlier program wrote it and it does not: meta-train --epochs 0 --loss "
          + name + " --train its recordings adds them");
    }
  }

  /** The same loss, with other states that it was trained on. */
  public LossFile with(LossSpec.Trained other) {
    return new LossFile(other, scaling, jointNames, arm, training, filter);
  }

  /**
   * The loss for an arm.
   *
   * @throws TrainingException if it was trained for another number of joints
   */
  public LossSpec.Trained forJoints(int joints) throws TrainingException {
    if (joints != jointNames.size()) {
      throw new TrainingException("the " + loss.word() + " loss must be of an arm of " + joints
          + " joints, but was trained for " + jointNames.size());
    }
    return loss;
  }
}
