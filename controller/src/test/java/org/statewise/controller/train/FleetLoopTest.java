package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.models.loss.LossSpec;

/** Training over robots with tasks that an engine computes. */
final class FleetLoopTest {
  private static final int EPOCHS = 3;

  private final DataSet train = Toy.data(1);
  private final DataSet test = Toy.data(2);

  @TempDir
  private Path folder;

  private MetaOptions options(TaskEngine engine, List<Integer> robotEnds) {
    return Toy.options(new LossSpec.Structured(),
        new FleetLoop(new InnerLoop.Batches(4, 2, 3, 1), 4, robotEnds, engine), 0.05, EPOCHS);
  }

  private SeedResult run(MetaOptions options, Optional<Checkpoints> checkpoints)
      throws Exception {
    return new MetaTrainer(options, train, test, checkpoints).run(List.of(3L), 1, seed -> {})
        .getFirst();
  }

  /** Fails at a step, as a cluster that is gone. */
  private static TaskEngine failingAt(int step) {
    AtomicInteger steps = new AtomicInteger();
    return new TaskEngine() {
      @Override
      public <S extends Serializable, J extends Serializable, R extends Serializable> List<R> map(
          S setup, List<J> jobs, JobKernel<S, J, R> kernel) {
        throw new EngineException("gone");
      }

      @Override
      public Tasks prepare(TaskSetup setup) {
        Tasks whole = new LocalEngine(1).prepare(setup);
        return seeds -> {
          Group group = whole.begin(seeds);
          return new Group() {
            @Override
            public List<TaskGradient> step(double[] phi) {
              if (steps.incrementAndGet() == step) {
                throw new EngineException("gone");
              }
              return group.step(phi);
            }

            @Override
            public void close() {
              group.close();
            }
          };
        };
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }

  @Test
  void shouldGoOnFromItsCheckpointToTheSameResult() throws Exception {
    MetaOptions whole = options(new LocalEngine(1), List.of(100, 300));
    SeedResult straight = run(whole, Optional.empty());
    // Two steps short of the end of the second epoch.
    MetaOptions failing = options(failingAt(10), List.of(100, 300));
    assertThatThrownBy(() -> run(failing, Optional.of(checkpoints(failing))))
        .hasMessageContaining("gone");
    SeedResult resumed = run(whole, Optional.of(checkpoints(whole)));
    assertThat(resumed.best().phi().toArray()).containsExactly(straight.best().phi().toArray());
    assertThat(resumed.history()).isEqualTo(straight.history());
    assertThat(straight.history()).hasSize(EPOCHS + 1);
  }

  private Checkpoints checkpoints(MetaOptions options) throws TrainingException {
    return Checkpoints.open(folder, options.words(), train, test, "0.1.0", Instant.EPOCH);
  }

  @Test
  void shouldDrawEachRobotAsOftenHoweverManySamplesItHas() {
    // The first robot has one sample, the second 299: a batch of the first is one sample again and again.
    TaskSetup setup = train.setup(options(new LocalEngine(1), List.of(1, 300)),
        (FleetLoop) options(new LocalEngine(1), List.of(1, 300)).inner());
    TaskSetup alone = train.setup(options(new LocalEngine(1), List.of(1)),
        (FleetLoop) options(new LocalEngine(1), List.of(1)).inner());
    TaskKernel kernel = new TaskKernel(setup);
    TaskKernel first = new TaskKernel(alone);
    double[] phi = new double[train.joints()];
    int ofFirst = 0;
    for (long seed = 0; seed < 400; seed++) {
      double loss = kernel.step(kernel.begin(seed), phi).gradient().taskLoss();
      double lossOfFirst = first.step(first.begin(seed), phi).gradient().taskLoss();
      ofFirst += loss == lossOfFirst ? 1 : 0;
    }
    assertThat(ofFirst).isBetween(160, 240);
  }
}
