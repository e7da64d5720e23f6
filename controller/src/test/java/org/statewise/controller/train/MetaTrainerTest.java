package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.files.AtomicFile;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.optim.UpdateRuleSpec;

class MetaTrainerTest {
  private static final Instant BEGUN = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L);

  @TempDir
  private Path folder;
  private final DataSet train = Toy.data(1);
  private final DataSet test = Toy.data(2);
  private final MetaOptions options = Toy.options(
      new LossSpec.StateDependent(6, Positivity.SOFTPLUS), Toy.batches(), 0.02, 6);

  private MetaTrainer trainer(MetaOptions of, Optional<Checkpoints> checkpoints)
      throws TrainingException {
    return new MetaTrainer(of, train, test, checkpoints);
  }

  private Checkpoints checkpoints(MetaOptions of) throws TrainingException {
    return Checkpoints.open(folder.resolve("ckpt"), of.words(), train, test, "0.1.0", BEGUN);
  }

  private byte[] bytes(List<SeedResult> results, Instant begun) throws TrainingException {
    SeedResult best = trainer(options, Optional.empty()).best(results).orElseThrow();
    return new LossFile(best.best(), train.scaling(), train.jointNames(), train.arm(),
        new TrainingRecord(train.files(), test.files(), options.words(), best.seed(), "0.1.0",
            begun, best.initialError(), best.bestError()))
        .toBytes();
  }

  @Test
  void shouldGiveTheSameBytesWithOneThreadAndWithMany() throws Exception {
    List<SeedResult> one = trainer(options, Optional.empty()).run(SEEDS, 1, seed -> {});
    List<SeedResult> many = trainer(options, Optional.empty()).run(SEEDS, 4, seed -> {});
    assertThat(bytes(many, BEGUN)).isEqualTo(bytes(one, BEGUN));
    assertThat(MetaTrainer.csv(many)).isEqualTo(MetaTrainer.csv(one));
    assertThat(one).extracting(SeedResult::seed).containsExactlyElementsOf(SEEDS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldResumeToTheSameBytesWhereverItWasKilled(long where) throws Exception {
    List<SeedResult> whole = trainer(options, Optional.empty()).run(SEEDS, 2, seed -> {});
    int last = new SplittableRandom(where).nextInt(1, 4 * 7);
    AtomicInteger epochs = new AtomicInteger();
    MetaTrainer killed = trainer(options, Optional.of(checkpoints(options)));
    assertThatThrownBy(() -> killed.run(SEEDS, 2, seed -> {
      if (epochs.incrementAndGet() >= last) {
        throw new IllegalStateException("killed");
      }
    })).hasMessage("killed");

    Checkpoints again = Checkpoints.open(folder.resolve("ckpt"), options.words(), train, test,
        "0.1.0", BEGUN.plusSeconds(60));
    List<SeedResult> resumed = trainer(options, Optional.of(again)).run(SEEDS, 2, seed -> {});
    assertThat(again.begun()).isEqualTo(BEGUN);
    assertThat(bytes(resumed, again.begun())).isEqualTo(bytes(whole, BEGUN));
    assertThat(MetaTrainer.csv(resumed)).isEqualTo(MetaTrainer.csv(whole));
  }

  @Test
  void shouldTrainNoFurtherWhatIsFinished() throws Exception {
    trainer(options, Optional.of(checkpoints(options))).run(SEEDS, 2, seed -> {});
    AtomicInteger epochs = new AtomicInteger();
    trainer(options, Optional.of(checkpoints(options))).run(SEEDS, 2,
        seed -> epochs.incrementAndGet());
    assertThat(epochs).hasValue(0);
  }

  @Test
  void shouldRefuseToContinueAnotherTraining() throws Exception {
    checkpoints(options);
    MetaOptions other = Toy.options(options.loss(), Toy.batches(), 0.03, 6);
    assertThatThrownBy(() -> checkpoints(other)).isInstanceOf(TrainingException.class)
        .hasMessage("the training in '" + folder.resolve("ckpt")
            + "' cannot be continued: its eta must be 0.03, but is 0.02");
    assertThatThrownBy(() -> Checkpoints.open(folder.resolve("ckpt"), options.words(),
        Toy.data(9), test, "0.1.0", BEGUN)).hasMessageContaining("its training data must be [toy-9")
        .hasMessageContaining("but is [toy-1");
  }

  @Test
  void shouldRefuseADamagedCheckpoint() throws Exception {
    trainer(options, Optional.of(checkpoints(options))).run(List.of(1L), 1, seed -> {});
    Path file = folder.resolve("ckpt").resolve("seed-1.pb");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 9] ^= 4;
    Files.write(file, bytes);
    assertThatThrownBy(
        () -> trainer(options, Optional.of(checkpoints(options))).run(List.of(1L), 1, seed -> {}))
        .isInstanceOf(TrainingException.class).hasMessageContaining("is damaged");
  }

  @Test
  void shouldKeepOtherSeedsFromOneThatDiverges() throws Exception {
    // At this rate some networks diverge and others do not.
    MetaOptions wild = new MetaOptions(new LossSpec.Structured(Positivity.RAW),
        new MetaOptions.Model(List.of(8), false, 1), new InnerLoop.Batches(8, 2, 40, 1),
        new MetaOptions.Outer(new UpdateRuleSpec.Adam(), 0.02, 2, 0), 5);
    List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    List<SeedResult> results = trainer(wild, Optional.empty()).run(seeds, 2, seed -> {});
    List<SeedResult> failed = results.stream().filter(result -> !result.succeeded()).toList();
    assertThat(failed).isNotEmpty().hasSizeLessThan(seeds.size());
    assertThat(failed.getFirst().failure()).contains("a number was not finite in epoch");
    SeedResult best = trainer(wild, Optional.empty()).best(results).orElseThrow();
    assertThat(best.succeeded()).isTrue();
    List<SeedResult> alone = trainer(wild, Optional.empty()).run(List.of(best.seed()), 1,
        seed -> {});
    assertThat(alone.getFirst().best().phi().toArray())
        .containsExactly(best.best().phi().toArray());
    assertThat(MetaTrainer.csv(results)).contains(",a number was not finite in epoch ");
  }

  @Test
  void shouldChooseTheSeedByNetworksThatAreTheSameForAll() throws Exception {
    MetaTrainer trainer = trainer(options, Optional.empty());
    List<SeedResult> results = trainer.run(SEEDS, 2, seed -> {});
    SeedResult best = trainer.best(results).orElseThrow();
    assertThat(results).allSatisfy(result -> assertThat(onCommonNetworks(best))
        .isLessThanOrEqualTo(onCommonNetworks(result)));
  }

  private double onCommonNetworks(SeedResult result) {
    return TestError.mean(HeldOut.COMMON_NETWORKS.stream()
        .map(seed -> options.inner().test(test, options, result.learned(), seed)).toList()).mse();
  }

  @Test
  void shouldTellWhenEverySeedDiverges() throws Exception {
    MetaOptions hopeless = new MetaOptions(new LossSpec.Structured(),
        new MetaOptions.Model(List.of(8), false, 1e9), Toy.batches(),
        new MetaOptions.Outer(new UpdateRuleSpec.Adam(), 0.02, 3, 0), 5);
    List<SeedResult> results = trainer(hopeless, Optional.of(checkpoints(hopeless)))
        .run(SEEDS, 2, seed -> {});
    assertThat(results).noneMatch(SeedResult::succeeded);
    assertThat(trainer(hopeless, Optional.empty()).best(results)).isEmpty();
    List<SeedResult> resumed = trainer(hopeless, Optional.of(checkpoints(hopeless)))
        .run(SEEDS, 2, seed -> {});
    assertThat(MetaTrainer.csv(resumed)).isEqualTo(MetaTrainer.csv(results));
  }

  @Test
  void shouldRefuseARecordingOnBothSides() {
    assertThatThrownBy(() -> new MetaTrainer(options, train, Toy.data(1), Optional.empty()))
        .isInstanceOf(TrainingException.class).hasMessage(
            "a recording must be for training or for testing, but 'toy-1.mcap' is for both");
  }

  @Test
  void shouldRefuseStreamsShorterThanTheHorizon() {
    MetaOptions far = Toy.options(new LossSpec.Structured(), new InnerLoop.Stream(1, 150), 0.01, 1);
    assertThatThrownBy(() -> new MetaTrainer(far, train, test, Optional.empty())).hasMessage(
        "horizon must be shorter than the longest training stream, but is 150");
  }

  @Test
  void shouldCompareWithSquaredOnTheSameNetworks() throws Exception {
    List<SeedResult> results = trainer(options, Optional.empty()).run(List.of(1L), 1, seed -> {});
    List<Comparison> rows = Comparison.of(results.getFirst(), options, test, 0.03);
    assertThat(rows).extracting(Comparison::loss).containsExactly("squared", "untrained",
        "learned");
    assertThat(rows.get(2).afterBatches().mse()).isLessThan(rows.get(1).afterBatches().mse());
  }

  @Test
  void shouldReplaceAFileAsAWhole() throws IOException {
    Path file = folder.resolve("x");
    AtomicFile.write(file, new byte[]{1});
    AtomicFile.write(file, new byte[]{2, 3});
    assertThat(Files.readAllBytes(file)).containsExactly(2, 3);
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("none").resolve("y"), new byte[0]))
        .isInstanceOf(IOException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void shouldNameItsOptionsAsTheCommandLineDoes() {
    Map<String, String> words = options.words();
    assertThat(words).containsEntry("loss", "state-dependent").containsEntry("loss-hidden", "6")
        .containsEntry("positivity", "softplus").containsEntry("inner", "batches")
        .containsEntry("unroll", "1").containsEntry("alpha", "0.02").containsEntry("hidden", "8");
  }
}
