package org.statewise.controller.evaluate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.statewise.controller.evaluate.paper.PhiMotion;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.replay.SegmentResult;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.online.Scaling;

class OnlineExperimentTest {
  private static final int N = 2;
  private final Scaling scaling = Scaling.uniform(1, 1, 10, new double[]{10, 10});
  private final BaselineSyntax syntax = new BaselineSyntax(Optional.empty(), List.of(4), "none",
      LearnedLosses::untrained);
  private final AtomicInteger done = new AtomicInteger();

  /** Twenty equal samples, two motions. */
  private static final StreamPlayer PLAYER = (recording, model, prior, seen) -> {
    double[] q = {0.1, 0.2};
    double[] tau = {3, -2};
    List<SegmentResult> segments = new ArrayList<>();
    TickRecord tick = new TickRecord(N);
    for (int motion = 0; motion < 2; motion++) {
      double sum = 0;
      for (int i = 0; i < 10; i++) {
        model.learn(q, q, q, tau);
        tick.motion = motion;
        tick.nowNs += 4_000_000;
        tick.learned = true;
        System.arraycopy(tau, 0, tick.state.tau, 0, N);
        System.arraycopy(model.report().predictionError, 0, tick.predictionError, 0, N);
        for (double error : model.report().predictionError) {
          sum += error * error / N / 10;
        }
        seen.accept(tick);
      }
      segments.add(new SegmentResult("m" + motion, 10, sum, List.of(), 0, 0.5, List.of(), 0));
    }
    return segments;
  };

  private List<OnlineRun> run(String models, boolean fresh, int threads) throws Exception {
    Scenario scenario = new Scenario("c", List.of(Path.of("a"), Path.of("b")), fresh);
    return new OnlineExperiment(PLAYER, scaling, List.of(1L, 2L), new ParallelWork(threads))
        .run(syntax.parse(models), List.of(scenario), 20, done::incrementAndGet);
  }

  @Test
  void shouldRunSeedsOnlyWhereTheyMatter() throws Exception {
    assertThat(run("observer,squared", true, 1)).extracting(run -> run.baseline().name(),
        OnlineRun::seed).containsExactly(
            tuple("observer", 1L),
            tuple("squared", 1L),
            tuple("squared", 2L));
    assertThat(done).hasValue(6);
  }

  @Test
  void shouldGiveTheSameWithAnyNumberOfThreads() throws Exception {
    assertThat(run("squared,squared/adam", true, 1).stream().map(OnlineRun::trials).toList())
        .isEqualTo(run("squared,squared/adam", true, 3).stream().map(OnlineRun::trials).toList());
  }

  @Test
  void shouldGoOnFromTrialToTrialOrBeginAnew() throws Exception {
    OnlineRun warm = run("observer", false, 1).getFirst();
    assertThat(warm.trials().getLast().mseNm2()).isLessThan(warm.trials().getFirst().mseNm2());
    OnlineRun fresh = run("observer", true, 1).getFirst();
    assertThat(fresh.trials().getLast().mseNm2()).isEqualTo(fresh.trials().getFirst().mseNm2());
    assertThat(fresh.trials().getFirst().segments().getLast().mseNm2())
        .as("from motion to motion it always goes on")
        .isLessThan(fresh.trials().getFirst().segments().getFirst().mseNm2());
  }

  @Test
  void shouldCutTracesAtMotions() throws Exception {
    OnlineRun.Trial trial = run("none", true, 1).getFirst().trials().getFirst();
    assertThat(trial.motionStarts()).hasSize(2);
    assertThat(trial.bins()).hasSize(20).allSatisfy(bin -> {
      assertThat(bin.mseNm2()).isEqualTo(6.5);
      assertThat(bin.meanTorqueNm()).isEqualTo(0.5);
      assertThat(bin.persistenceNm2()).isZero();
    });
    assertThat(trial.persistenceNm2()).isEqualTo(0.5);
  }

  @Test
  void shouldShowCostAndPersistenceInEveryTable() throws Exception {
    List<OnlineRun> runs = run("none,observer,squared", true, 1);
    List<Baseline> baselines = runs.stream().map(OnlineRun::baseline).distinct().toList();
    AtomicLong clock = new AtomicLong();
    OnlineExperiment experiment = new OnlineExperiment(PLAYER, scaling, List.of(1L),
        new ParallelWork(1));
    List<UpdateCost> costs = experiment.costs(baselines, () -> clock.getAndAdd(100_000),
        () -> {});
    assertThat(costs).allSatisfy(cost -> assertThat(cost.micros()).isEqualTo(1));
    assertThat(costs.getFirst().multiplyAdds()).isZero();
    OnlineResults results = new OnlineResults(runs, baselines, costs);
    OnlineTables tables = new OnlineTables(results);
    Scenario scenario = results.scenarios().getFirst();
    assertThat(tables.overview(scenario).header()).endsWith("trial 2", "multiply-adds", "µs");
    assertThat(tables.overview(scenario).rows()).hasSize(4).last()
        .satisfies(row -> assertThat(row).startsWith("persistence", "0.500"));
    assertThat(tables.byMotion(scenario)).singleElement().satisfies(table -> {
      assertThat(table.header()).containsExactly("model", "m0", "m1", "multiply-adds", "µs");
      assertThat(table.rows().getLast()).containsExactly("persistence", "0.500", "0.500", "0",
          "0");
    });
    assertThat(results.rows("e")).anyMatch(row -> row.loss().equals("persistence"))
        .anyMatch(row -> row.metric().equals("multiplyAddsPerUpdate"));
  }

  @Test
  void shouldEndWithTheSentenceOfAJobThatFails() {
    Callable<String> fails = () -> {
      throw new IOException("no such recording");
    };
    assertThatThrownBy(() -> new ParallelWork(2).run(List.of(() -> "fine", fails)))
        .isInstanceOf(IOException.class).hasMessage("no such recording");
  }

  @Test
  void shouldFindHowTwoQuantitiesGoTogether() {
    double[] a = {1, 2, 3, 4};
    assertThat(PhiMotion.correlation(a, new double[]{2, 4, 6, 8})).isEqualTo(1);
    assertThat(PhiMotion.correlation(a, new double[]{4, 3, 2, 1})).isEqualTo(-1);
    assertThat(PhiMotion.correlation(a, new double[]{5, 5, 5, 5})).isNaN();
  }
}
