package org.statewise.controller.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
  /** Torque scales further apart than this factor are those of another arm. */
  private static final double SAME_SCALE = 1.25;

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

  /** Whether bytes are those of a loss, and not of a learned start. */
  public static boolean isOne(byte[] bytes) {
    return ModelFileFormat.LOSS.begins(bytes);
  }

  /** A loss from bytes, which {@code name} says where they are from. */
  public static LossFile parse(String name, byte[] bytes) throws TrainingException {
    return of(name, ModelFileFormat.LOSS.unwrap(name, bytes, LearnedLoss.parser()));
  }

  private static LossFile of(String name, LearnedLoss message) throws TrainingException {
    try {
      LossFile file = LossMessages.fromProto(message);
      if (file.loss().kind() instanceof LossSpec.LogLinear) {
        throw new IllegalArgumentException("a log-linear loss is of the memory that it lies in");
      }
      return file;
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

  /**
   * Says that the loss is another arm's, with figures: its weights, and the step sizes that they mean, are
   * of that arm and its scale of torques.
   *
   * @param name of the loss
   * @param usedArm the arm's name; empty if unknown
   * @param usedNm what its torques are divided by, one a joint of the loss
   * @return one sentence; empty if the arm is the loss's own as far as names are known, and no joint's
   *     torque scale differs by a factor above 1.25
   */
  public Optional<String> difference(String name, String usedArm, List<Double> usedNm) {
    double[] trainedNm = scaling.tauMax();
    int worst = 0;
    for (int j = 1; j < trainedNm.length; j++) {
      if (apart(usedNm.get(j), trainedNm[j]) > apart(usedNm.get(worst), trainedNm[worst])) {
        worst = j;
      }
    }
    boolean sameName = arm.isEmpty() || usedArm.isEmpty() || arm.equals(usedArm);
    if (sameName && apart(usedNm.get(worst), trainedNm[worst]) <= SAME_SCALE) {
      return Optional.empty();
    }
    return Optional.of(String.format(Locale.ROOT,
        "warning: the loss '%s' was trained on %s with the torque scale %s Nm, but is used on %s with %s Nm"
            + " (%s by a factor of %.2f): its weights are another arm's; meta-train learns some for this one",
        name, known(arm), LossMessages.boxed(trainedNm), known(usedArm), usedNm,
        jointNames.get(worst), usedNm.get(worst) / trainedNm[worst]));
  }

  private static double apart(double one, double other) {
    return Math.max(one / other, other / one);
  }

  private static String known(String arm) {
    return arm.isEmpty() ? "an arm without a name" : arm;
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
