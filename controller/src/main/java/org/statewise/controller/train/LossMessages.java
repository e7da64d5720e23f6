package org.statewise.controller.train;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.loss.TrainedStates;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.Scaling;
import org.statewise.proto.model.Block;
import org.statewise.proto.model.Filter;
import org.statewise.proto.model.LearnedLoss;
import org.statewise.proto.model.Training;

/** Between a loss and its protobuf message. What does not fit is an IllegalArgumentException. */
final class LossMessages {
  /** No arm and no network of ours comes near; a damaged number must not ask for gigabytes. */
  private static final int MAX_JOINTS = 64;
  private static final int MAX_WIDTH = 4096;
  private static final int MAX_LAYERS = 16;

  /** Blocks that lie behind the parameters of a state-dependent loss. */
  private static final int STATE_ROWS = 5;

  private LossMessages() {}

  /** Checks that phi is one of an arm of {@code joints} joints. */
  static void requireFit(LossSpec.Trained loss, int joints) {
    // What is drawn at random is overwritten by phi.
    loss.build(joints, new SplittableRandom(0));
    if (!loss.phi().allFinite()) {
      throw new IllegalArgumentException("phi must be finite, but a value of it is not.");
    }
  }

  static LearnedLoss toProto(LossFile file) {
    LearnedLoss.Builder message = LearnedLoss.newBuilder();
    switch (file.loss().kind()) {
      case LossSpec.Structured kind -> message.setKind(LearnedLoss.Kind.KIND_STRUCTURED)
          .setPositivity(toProto(kind.positivity()));
      case LossSpec.StateDependent kind -> message.setKind(LearnedLoss.Kind.KIND_STATE_DEPENDENT)
          .setPositivity(toProto(kind.positivity())).addHidden(kind.hidden());
      case LossSpec.Network kind -> message.setKind(LearnedLoss.Kind.KIND_NETWORK)
          .addAllHidden(kind.hidden());
      case LossSpec.LogLinear _ -> message.setKind(LearnedLoss.Kind.KIND_LOG_LINEAR);
      case LossSpec.Squared _,LossSpec.Trained _ -> throw new IllegalArgumentException(
          "Loss file: a " + file.loss().word() + " loss has nothing that was learned.");
    }
    file.filter().ifPresent(filter -> message.setFilter(Filter.newBuilder()
        .setLeak(filter.leak()).setQOverR(filter.qOverR()).setFeatures(filter.features())));
    message.addAllPhi(toProto(file.loss().phi()));
    file.loss().states().ifPresent(states -> message.addAllPhi(toProto(rows(states))));
    return message.setScaling(toProto(file.scaling()))
        .addAllJointNames(file.jointNames()).setArm(file.arm())
        .setTraining(toProto(file.training())).build();
  }

  /** Low, high, least, most and mean, a row each: they lie behind the parameters of a loss. */
  private static Parameters rows(TrainedStates states) {
    TrainedStates.Weights weights = states.weights();
    return new Parameters(Stream.of(states.low(), states.high(), weights.least(), weights.most(),
        weights.mean()).map(row -> new DMatrixRMaj(1, row.length, true, row)).toList());
  }

  private static TrainedStates states(List<Block> rows) {
    List<double[]> values = rows.stream().map(row -> unboxed(row.getValuesList())).toList();
    return new TrainedStates(values.get(0), values.get(1),
        new TrainedStates.Weights(values.get(2), values.get(3), values.get(4)));
  }

  /** The loss, and the states of its training where they lie behind its parameters. */
  private static LossSpec.Trained loss(LearnedLoss message) {
    LossSpec kind = kind(message);
    List<Block> blocks = message.getPhiList();
    int own = kind.build(message.getJointNamesCount(), new SplittableRandom(0)).phi().blocks();
    if (!(kind instanceof LossSpec.StateDependent) || blocks.size() != own + STATE_ROWS) {
      return new LossSpec.Trained(kind, parameters("phi", blocks));
    }
    return new LossSpec.Trained(kind, parameters("phi", blocks.subList(0, own)))
        .on(states(blocks.subList(own, blocks.size())));
  }

  static List<Block> toProto(Parameters parameters) {
    List<Block> blocks = new ArrayList<>();
    for (int b = 0; b < parameters.blocks(); b++) {
      DMatrixRMaj block = parameters.block(b);
      blocks.add(Block.newBuilder().setRows(block.numRows).setColumns(block.numCols)
          .addAllValues(Arrays.stream(block.data, 0, block.getNumElements()).boxed().toList())
          .build());
    }
    return blocks;
  }

  static org.statewise.proto.model.Scaling toProto(Scaling scaling) {
    return org.statewise.proto.model.Scaling.newBuilder()
        .addAllQ(boxed(scaling.q())).addAllQd(boxed(scaling.qd()))
        .addAllQdd(boxed(scaling.qdd())).addAllTau(boxed(scaling.tauMax())).build();
  }

  static Scaling fromProto(org.statewise.proto.model.Scaling scaling) {
    return new Scaling(unboxed(scaling.getQList()), unboxed(scaling.getQdList()),
        unboxed(scaling.getQddList()), unboxed(scaling.getTauList()));
  }

  static LossFile fromProto(LearnedLoss message) {
    requireSize(message.getJointNamesCount(), message.getHiddenList());
    LossSpec.Trained loss = loss(message);
    Optional<LearnedFilter> filter = Optional.empty();
    if (message.hasFilter()) {
      Filter found = message.getFilter();
      filter = Optional.of(
          new LearnedFilter(loss, found.getLeak(), found.getQOverR(), found.getFeatures()));
    }
    return new LossFile(loss, fromProto(message.getScaling()), message.getJointNamesList(),
        message.getArm(), fromProto(message.getTraining()), filter);
  }

  /** Checks that nothing asks for more memory than any arm or network of ours. */
  static void requireSize(int joints, List<Integer> hidden) {
    if (joints < 1 || joints > MAX_JOINTS) {
      throw new IllegalArgumentException(
          "it must name 1 to " + MAX_JOINTS + " joints, but names " + joints);
    }
    if (hidden.size() > MAX_LAYERS
        || hidden.stream().anyMatch(width -> width < 1 || width > MAX_WIDTH)) {
      throw new IllegalArgumentException("its hidden layers must be at most " + MAX_LAYERS
          + ", each 1 to " + MAX_WIDTH + " wide, but are " + hidden);
    }
  }

  private static LossSpec kind(LearnedLoss message) {
    List<Integer> hidden = message.getHiddenList();
    return switch (message.getKind()) {
      case KIND_STRUCTURED -> new LossSpec.Structured(fromProto(message.getPositivity()));
      case KIND_STATE_DEPENDENT -> {
        if (hidden.size() != 1) {
          throw new IllegalArgumentException(
              "a state-dependent loss must have one hidden layer, but has " + hidden.size());
        }
        yield new LossSpec.StateDependent(hidden.getFirst(), fromProto(message.getPositivity()));
      }
      case KIND_NETWORK -> new LossSpec.Network(hidden);
      case KIND_LOG_LINEAR -> new LossSpec.LogLinear(
          message.getPhiCount() == 2 ? message.getPhi(1).getRows() : 0);
      case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException(
          "its kind must be structured, state-dependent, mlp or log-linear, but is number "
              + message.getKindValue());
    };
  }

  static Parameters parameters(String name, List<Block> blocks) {
    List<DMatrixRMaj> all = new ArrayList<>();
    for (Block block : blocks) {
      long cells = Integer.toUnsignedLong(block.getRows())
          * Integer.toUnsignedLong(block.getColumns());
      if (cells != block.getValuesCount() || block.getRows() < 1 || block.getColumns() < 1) {
        throw new IllegalArgumentException("block " + all.size() + " of " + name + " must have "
            + Integer.toUnsignedString(block.getRows()) + " x "
            + Integer.toUnsignedString(block.getColumns()) + " values, but has "
            + block.getValuesCount());
      }
      all.add(new DMatrixRMaj(block.getRows(), block.getColumns(), true,
          unboxed(block.getValuesList())));
    }
    return new Parameters(all);
  }

  private static LearnedLoss.Positivity toProto(Positivity positivity) {
    return switch (positivity) {
      case SOFTPLUS -> LearnedLoss.Positivity.POSITIVITY_SOFTPLUS;
      case RAW -> LearnedLoss.Positivity.POSITIVITY_RAW;
    };
  }

  private static Positivity fromProto(LearnedLoss.Positivity positivity) {
    return switch (positivity) {
      case POSITIVITY_SOFTPLUS -> Positivity.SOFTPLUS;
      case POSITIVITY_RAW -> Positivity.RAW;
      case POSITIVITY_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException(
          "its positivity must be softplus or raw, but is missing");
    };
  }

  static Training toProto(TrainingRecord record) {
    return Training.newBuilder().addAllTrain(toProto(record.train()))
        // In order, so that the same loss makes the same bytes.
        .addAllTest(toProto(record.test())).putAllOptions(new TreeMap<>(record.options()))
        .setSeed(record.seed()).setProgramVersion(record.programVersion())
        .setCreatedNs(nanoseconds(record.created()))
        .setInitialMse(record.initial().mse()).setInitialMseNm2(record.initial().mseNm2())
        .setMse(record.trained().mse()).setMseNm2(record.trained().mseNm2()).build();
  }

  static TrainingRecord fromProto(Training message) {
    return new TrainingRecord(fromProto(message.getTrainList()),
        fromProto(message.getTestList()), message.getOptionsMap(), message.getSeed(),
        message.getProgramVersion(), instant(message.getCreatedNs()),
        new TestError(message.getInitialMse(), message.getInitialMseNm2()),
        new TestError(message.getMse(), message.getMseNm2()));
  }

  static List<org.statewise.proto.model.DataFile> toProto(List<DataFile> files) {
    return files.stream().map(file -> org.statewise.proto.model.DataFile.newBuilder()
        .setName(file.name()).setSha256(file.sha256()).setSamples(file.samples()).build()).toList();
  }

  static List<DataFile> fromProto(List<org.statewise.proto.model.DataFile> files) {
    return files.stream()
        .map(file -> new DataFile(file.getName(), file.getSha256(), file.getSamples())).toList();
  }

  static long nanoseconds(Instant instant) {
    return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L),
        instant.getNano());
  }

  static Instant instant(long nanoseconds) {
    return Instant.ofEpochSecond(0, nanoseconds);
  }

  static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
