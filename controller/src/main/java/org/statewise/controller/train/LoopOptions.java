package org.statewise.controller.train;

import static org.statewise.controller.train.MetaOptions.require;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the loss of a memory is trained for the loop. Why each default is what it is: {@code
 * controller/docs/meta-training.md}.
 *
 * @param generations of the evolution strategy; 0 leaves the loss as it is
 * @param population candidates of each
 * @param runs that each candidate drives, the same for all of a generation
 * @param byState whether weights may depend on the state
 * @param seed of the candidates
 */
public record LoopOptions(int generations, int population, int runs, boolean byState, long seed) {
  public LoopOptions {
    require(generations >= 0, "generations must not be negative", generations);
    require(population >= 4, "population must be at least 4", population);
    require(runs >= 1, "runs must be at least 1", runs);
  }

  /** All of it as keys and words, by the names of the command line. */
  public Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    words.put("generations", Integer.toString(generations));
    words.put("population", Integer.toString(population));
    words.put("runs", Integer.toString(runs));
    words.put("loss", byState ? "log-linear" : "structured");
    return words;
  }
}
