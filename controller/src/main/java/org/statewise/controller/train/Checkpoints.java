package org.statewise.controller.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.statewise.controller.files.AtomicFile;
import org.statewise.proto.model.Epoch;
import org.statewise.proto.model.SeedCheckpoint;
import org.statewise.proto.model.TrainingHeader;

/**
 * A folder in which a training leaves where it stands: one file for all and one a seed, each
 * replaced as a whole after every epoch. A killed training goes on from there to the same result.
 */
public final class Checkpoints {
  private final Path folder;
  private final Instant begun;

  private Checkpoints(Path folder, Instant begun) {
    this.folder = folder;
    this.begun = begun;
  }

  /**
   * Begins a training in {@code folder}, or continues the one that lies there.
   *
   * @param options all that makes the result, keys and words
   * @param now when a new training begins
   * @throws TrainingException if a training with other options, data or program lies there
   */
  public static Checkpoints open(Path folder, Map<String, String> options, DataSet train,
      DataSet test, String programVersion, Instant now) throws TrainingException {
    return open(folder, options, train.files(), test.files(), programVersion, now);
  }

  /** The same for a training without recordings. */
  public static Checkpoints open(Path folder, Map<String, String> options, String programVersion)
      throws TrainingException {
    return open(folder, options, List.of(), List.of(), programVersion, Instant.EPOCH);
  }

  private static Checkpoints open(Path folder, Map<String, String> options, List<DataFile> train,
      List<DataFile> test, String programVersion, Instant now) throws TrainingException {
    TrainingHeader wanted = TrainingHeader.newBuilder()
        .addAllTrain(LossMessages.toProto(train))
        .addAllTest(LossMessages.toProto(test)).putAllOptions(new TreeMap<>(options))
        .setProgramVersion(programVersion).setCreatedNs(LossMessages.nanoseconds(now)).build();
    Path file = folder.resolve("training.pb");
    if (Files.exists(file)) {
      TrainingHeader found = ModelFileFormat.TRAINING.read(file, TrainingHeader.parser());
      requireSame(folder, wanted, found);
      return new Checkpoints(folder, LossMessages.instant(found.getCreatedNs()));
    }
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, ModelFileFormat.TRAINING.wrap(wanted));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    return new Checkpoints(folder, now);
  }

  private static void requireSame(Path folder, TrainingHeader wanted, TrainingHeader found)
      throws TrainingException {
    Map<String, String> expected = words(wanted);
    Map<String, String> actual = words(found);
    TreeSet<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (String key : keys) {
      String is = actual.getOrDefault(key, "missing");
      String must = expected.getOrDefault(key, "missing");
      if (!is.equals(must)) {
        throw new TrainingException("the training in '" + folder + "' cannot be continued: its "
            + key + " must be " + must + ", but is " + is);
      }
    }
  }

  private static Map<String, String> words(TrainingHeader header) {
    Map<String, String> words = new TreeMap<>(header.getOptionsMap());
    words.put("program version", header.getProgramVersion());
    words.put("training data", checksums(header.getTrainList()));
    words.put("test data", checksums(header.getTestList()));
    return words;
  }

  private static String checksums(List<org.statewise.proto.model.DataFile> files) {
    return files.stream().map(file -> file.getName() + " (" + file.getSha256() + ")").toList()
        .toString();
  }

  /** When the training began, the first time. */
  public Instant begun() {
    return begun;
  }

  /** What lies in the folder under a name of one's own, such as a memory that was trained before its loss. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Where a seed stood when it was last saved; empty if it never was. */
  Optional<SeedState> load(long seed) throws TrainingException {
    Path file = file(seed);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SeedCheckpoint message = ModelFileFormat.CHECKPOINT.read(file, SeedCheckpoint.parser());
    if (message.getSeed() != seed) {
      throw new TrainingException(
          "'" + file + "' must be of seed " + seed + ", but is of " + message.getSeed());
    }
    return Optional.of(new SeedState(seed, LossMessages.unboxed(message.getPhiList()),
        LossMessages.unboxed(message.getRuleMemoryList()),
        LossMessages.unboxed(message.getBestPhiList()), message.getBestEpoch(),
        message.getHistoryList().stream()
            .map(epoch -> new EpochResult(epoch.getTrainMse(),
                new TestError(epoch.getTestMse(), epoch.getTestMseNm2())))
            .toList(),
        message.getFailure()));
  }

  /** Saves where a seed stands. */
  void save(SeedState state) throws TrainingException {
    SeedCheckpoint message = SeedCheckpoint.newBuilder().setSeed(state.seed())
        .addAllPhi(LossMessages.boxed(state.phi()))
        .addAllRuleMemory(LossMessages.boxed(state.ruleMemory()))
        .addAllBestPhi(LossMessages.boxed(state.bestPhi())).setBestEpoch(state.bestEpoch())
        .addAllHistory(state.history().stream()
            .map(epoch -> Epoch.newBuilder().setTrainMse(epoch.trainMse())
                .setTestMse(epoch.test().mse()).setTestMseNm2(epoch.test().mseNm2()).build())
            .toList())
        .setFailure(state.failure()).build();
    Path file = file(state.seed());
    try {
      AtomicFile.write(file, ModelFileFormat.CHECKPOINT.wrap(message));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private Path file(long seed) {
    return folder.resolve("seed-" + seed + ".pb");
  }

  private static TrainingException unwritable(Path file, IOException e) {
    return new TrainingException("'" + file + "' cannot be written: " + e.getMessage(), e);
  }
}
