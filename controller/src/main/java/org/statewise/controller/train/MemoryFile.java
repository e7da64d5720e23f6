package org.statewise.controller.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.statewise.controller.files.AtomicFile;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnedMemory;
import org.statewise.models.online.NetworkMemorySpec;
import org.statewise.proto.model.LearnedLoss;

/**
 * A network that was trained over many arms, with the loss and the leak that it goes on learning by, as it
 * lies in a file.
 *
 * @param loss whose weights are the precisions of samples
 * @param leak fraction of what was learned that is lost in a sample
 * @param jointNames from base to flange
 * @param arm the arm's name; empty if unknown
 * @param training how it came to be
 */
public record MemoryFile(LearnedMemory memory, LossSpec.Trained loss, double leak,
    List<String> jointNames, String arm, TrainingRecord training) {
  /**
   * @throws IllegalArgumentException if the parts are not of one number of joints, or a number is out of its
   *     range
   */
  public MemoryFile {
    jointNames = List.copyOf(jointNames);
    if (memory.scaling().joints() != jointNames.size()) {
      throw new IllegalArgumentException("Memory file: must have scaling for " + jointNames.size()
          + " joints, one a name, but has it for " + memory.scaling().joints() + ".");
    }
    LossMessages.requireFit(loss, jointNames.size());
    new NetworkMemorySpec(memory, loss, leak);
  }

  /**
   * Reads a file.
   *
   * @throws TrainingException if it is missing, of another kind, newer, damaged or contradicts
   *     itself
   */
  public static MemoryFile read(Path file) throws TrainingException {
    return of(file.toString(),
        ModelFileFormat.MEMORY.read(file, org.statewise.proto.model.LearnedMemory.parser()));
  }

  /** A memory from bytes, which {@code name} says where they are from. */
  public static MemoryFile parse(String name, byte[] bytes) throws TrainingException {
    return of(name, ModelFileFormat.MEMORY.unwrap(name, bytes,
        org.statewise.proto.model.LearnedMemory.parser()));
  }

  /**
   * The bytes of the memory that the program brings along for an arm; empty if there is none.
   *
   * @param arm its name, such as iiwa7
   */
  public static Optional<byte[]> shipped(String arm) throws TrainingException {
    if (!arm.matches("[A-Za-z0-9-]+")) {
      return Optional.empty();
    }
    try (InputStream in = LearnedMemory.class.getResourceAsStream("/memories/" + arm + ".pb")) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new TrainingException(
          "the shipped memory '" + arm + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static MemoryFile of(String name, org.statewise.proto.model.LearnedMemory message)
      throws TrainingException {
    try {
      LossMessages.requireSize(message.getJointNamesCount(), message.getHiddenList());
      LearnedMemory memory = new LearnedMemory(message.getHiddenList(),
          LossMessages.parameters("theta", message.getThetaList()),
          blocks(LossMessages.parameters("directions", message.getDirectionsList())),
          message.hasLinkMean()
              ? LossMessages.parameters("link_mean", List.of(message.getLinkMean())).block(0)
              : new DMatrixRMaj(message.getJointNamesCount(), 0),
          LossMessages.unboxed(message.getSpreadList()),
          new InputRange(LossMessages.unboxed(message.getLowList()),
              LossMessages.unboxed(message.getHighList())),
          LossMessages.fromProto(message.getScaling()));
      LearnedLoss loss = message.getLoss().toBuilder().setScaling(message.getScaling())
          .addAllJointNames(message.getJointNamesList()).setTraining(message.getTraining())
          .build();
      return new MemoryFile(memory, LossMessages.fromProto(loss).loss(), message.getLeak(),
          message.getJointNamesList(), message.getArm(),
          LossMessages.fromProto(message.getTraining()));
    } catch (IllegalArgumentException e) {
      throw new TrainingException("'" + name + "' holds no valid memory: " + e.getMessage(), e);
    }
  }

  private static List<DMatrixRMaj> blocks(Parameters parameters) {
    return IntStream.range(0, parameters.blocks()).mapToObj(parameters::block).toList();
  }

  /** Replaces {@code file} as a whole. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, toBytes());
  }

  /** The bytes of the file: the same for the same memory. */
  public byte[] toBytes() {
    LearnedLoss whole = LossMessages
        .toProto(new LossFile(loss, memory.scaling(), jointNames, arm, training));
    InputRange range = memory.range();
    org.statewise.proto.model.LearnedMemory.Builder message = org.statewise.proto.model.LearnedMemory
        .newBuilder();
    if (memory.knowsLinks()) {
      message
          .setLinkMean(LossMessages.toProto(new Parameters(List.of(memory.linkMean()))).getFirst());
    }
    return ModelFileFormat.MEMORY.wrap(message
        .addAllHidden(memory.hidden()).addAllTheta(LossMessages.toProto(memory.theta()))
        .addAllDirections(LossMessages.toProto(new Parameters(memory.directions())))
        .addAllSpread(LossMessages.boxed(memory.spread()))
        .addAllLow(LossMessages.boxed(range.low())).addAllHigh(LossMessages.boxed(range.high()))
        .setScaling(LossMessages.toProto(memory.scaling()))
        .setLoss(whole.toBuilder().clearScaling().clearJointNames().clearArm().clearTraining())
        .setLeak(leak).addAllJointNames(jointNames).setArm(arm)
        .setTraining(LossMessages.toProto(training)).build());
  }

  /** SHA-256 of its bytes, hexadecimal. */
  public String checksum() {
    return DataFile.checksum(toBytes());
  }

  /**
   * The memory for an arm.
   *
   * @throws TrainingException if it was trained for another number of joints
   */
  public NetworkMemorySpec forJoints(int joints) throws TrainingException {
    if (joints != jointNames.size()) {
      throw new TrainingException("the memory of a network must be of an arm of " + joints
          + " joints, but was trained for " + jointNames.size());
    }
    return new NetworkMemorySpec(memory, loss, leak);
  }
}
