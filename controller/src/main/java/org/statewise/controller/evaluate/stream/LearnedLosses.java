package org.statewise.controller.evaluate.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.InnerLoop;
import org.statewise.controller.train.MetaOptions;
import org.statewise.controller.train.MetaTrainer;
import org.statewise.controller.train.SeedResult;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Losses learned for an experiment: of each kind one a seed, by the paper's Algorithm 1 with the
 * defaults of {@code meta-train}.
 */
public final class LearnedLosses {
  private static final InnerLoop BATCHES = new InnerLoop.Batches(32, 20, 20, 1);
  private static final int TEST_STEPS = 200;

  private final Map<String, List<SeedResult>> results;
  private final Map<String, Integer> best;

  private LearnedLosses(Map<String, List<SeedResult>> results, Map<String, Integer> best) {
    this.results = results;
    this.best = best;
  }

  /**
   * How they are trained.
   *
   * @param model f_theta, whose rate is the losses' own
   * @param epochs at most
   * @param patience epochs without a better error after which a seed stops; 0 for never
   */
  public record Setup(MetaOptions.Model model, int epochs, int patience) {
    MetaOptions options(String kind) {
      LossSpec loss = LossSpec.parse(kind);
      double eta = loss instanceof LossSpec.Structured ? 0.05 : 0.005;
      return new MetaOptions(loss, model, BATCHES,
          new MetaOptions.Outer(new UpdateRuleSpec.Adam(), eta, epochs, patience), TEST_STEPS);
    }
  }

  /**
   * Trains.
   *
   * @param chooser data that chooses among the epochs of a seed
   * @param epochDone called after each epoch of a seed
   * @throws TrainingException if both sets share a recording or are of different arms
   */
  public static LearnedLosses train(List<String> kinds, Setup setup, DataSet train,
      DataSet chooser, List<Long> seeds, int threads, LongConsumer epochDone)
      throws TrainingException, InterruptedException {
    Map<String, List<SeedResult>> results = new LinkedHashMap<>();
    Map<String, Integer> best = new LinkedHashMap<>();
    for (String kind : kinds) {
      MetaTrainer trainer = new MetaTrainer(setup.options(kind), train, chooser,
          Optional.empty());
      List<SeedResult> all = trainer.run(seeds, threads, epochDone);
      results.put(kind, all);
      best.put(kind, trainer.best(all).map(all::indexOf).orElse(0));
    }
    return new LearnedLosses(results, best);
  }

  /** What each seed of each kind came to, in the order of training. */
  public Map<String, List<SeedResult>> results() {
    return results;
  }

  /** The best seed of a kind. */
  public SeedResult best(String kind) {
    return results.get(kind).get(best.get(kind));
  }

  /**
   * The loss of a word: {@code learned-KIND}, or an untrained one.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LossSpec find(String word, long seed) {
    if (!word.startsWith(Baseline.LEARNED)) {
      return LossSpec.parse(word);
    }
    List<SeedResult> all = results.get(word.substring(Baseline.LEARNED.length()));
    if (all == null) {
      throw new IllegalArgumentException("loss '" + word + "' was not learned here");
    }
    return all.stream().filter(result -> result.seed() == seed).findFirst()
        .orElse(all.getFirst()).best();
  }

  /** Stands in for {@link #find} before anything is learned, to check a list of baselines. */
  public static LossSpec untrained(String word, long seed) {
    return LossSpec.parse(word.startsWith(Baseline.LEARNED)
        ? word.substring(Baseline.LEARNED.length())
        : word);
  }
}
