package org.statewise.controller.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.statewise.controller.files.AtomicFile;
import org.statewise.models.online.NetworkInitialisation;
import org.statewise.proto.model.LearnedStart;

/**
 * The parameters that a network is to start from as they lie in a file.
 *
 * @param start with the constants that it was trained with
 * @param jointNames from base to flange
 * @param arm the arm's name; empty if unknown
 * @param training how it came to be
 */
public record InitialisationFile(NetworkInitialisation start, List<String> jointNames, String arm,
    TrainingRecord training) {
  /**
   * @throws IllegalArgumentException if scaling and names are not of one number of joints
   */
  public InitialisationFile {
    jointNames = List.copyOf(jointNames);
    if (start.scaling().joints() != jointNames.size()) {
      throw new IllegalArgumentException("Start file: must have scaling for " + jointNames.size()
          + " joints, one a name, but has it for " + start.scaling().joints() + ".");
    }
  }

  /**
   * Reads a file.
   *
   * @throws TrainingException if it is missing, of another kind, newer, damaged or contradicts
   *     itself
   */
  public static InitialisationFile read(Path file) throws TrainingException {
    return of(file.toString(), ModelFileFormat.START.read(file, LearnedStart.parser()));
  }

  /** A start from bytes, which {@code name} says where they are from. */
  public static InitialisationFile parse(String name, byte[] bytes) throws TrainingException {
    return of(name, ModelFileFormat.START.unwrap(name, bytes, LearnedStart.parser()));
  }

  private static InitialisationFile of(String name, LearnedStart message) throws TrainingException {
    try {
      LossMessages.requireSize(message.getJointNamesCount(), message.getHiddenList());
      return new InitialisationFile(
          new NetworkInitialisation(message.getHiddenList(),
              LossMessages.parameters("theta", message.getThetaList()),
              LossMessages.fromProto(message.getScaling())),
          message.getJointNamesList(), message.getArm(),
          LossMessages.fromProto(message.getTraining()));
    } catch (IllegalArgumentException e) {
      throw new TrainingException(
          "'" + name + "' holds no valid start of a network: " + e.getMessage(), e);
    }
  }

  /** Replaces {@code file} as a whole. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, toBytes());
  }

  /** The bytes of the file: the same for the same start. */
  public byte[] toBytes() {
    return ModelFileFormat.START.wrap(LearnedStart.newBuilder().addAllHidden(start.hidden())
        .addAllTheta(LossMessages.toProto(start.theta()))
        .setScaling(LossMessages.toProto(start.scaling())).addAllJointNames(jointNames)
        .setArm(arm).setTraining(LossMessages.toProto(training)).build());
  }

  /**
   * The start for an arm.
   *
   * @throws TrainingException if it was trained for another number of joints
   */
  public NetworkInitialisation forJoints(int joints) throws TrainingException {
    if (joints != jointNames.size()) {
      throw new TrainingException("the start of a network must be of an arm of " + joints
          + " joints, but was trained for " + jointNames.size());
    }
    return start;
  }
}
