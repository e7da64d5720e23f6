package org.statewise.controller.train;

import static org.statewise.controller.train.MetaOptions.require;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a network is trained over many arms. Why each default is what it is: {@code
 * controller/docs/meta-training.md}.
 *
 * @param hidden widths of its hidden layers
 * @param epochs over all samples
 * @param batch samples of a step
 * @param rate of Adam, the greatest
 * @param directions in which its last layer may differ from the mean's
 * @param repeats so many of the samples that are kept say one thing
 * @param every samples that are taught for one that is kept
 * @param leak fraction of what is learned on an arm that is lost in a sample
 * @param seed of where the network starts and the order of samples
 */
public record MemoryOptions(List<Integer> hidden, int epochs, int batch, double rate,
    int directions, double repeats, int every, double leak, long seed) {
  public MemoryOptions {
    hidden = List.copyOf(hidden);
    require(!hidden.isEmpty() && hidden.stream().allMatch(width -> width > 0),
        "hidden must be one positive width or several", hidden);
    require(epochs >= 1, "epochs must be at least 1", epochs);
    require(batch >= 1, "batch must be at least 1", batch);
    require(rate > 0 && rate < 1, "eta must be above 0 and below 1", rate);
    require(directions >= 1 && directions <= hidden.getLast() + 1,
        "directions must be from 1 to one more than the last hidden layer has", directions);
    require(repeats > 0 && Double.isFinite(repeats), "repeats must be positive", repeats);
    require(every >= 1, "every must be at least 1", every);
    require(leak >= 1e-8 && leak < 1, "leak must be from 1e-8 to below 1", leak);
  }

  /** All of it as keys and words, by the names of the command line. */
  public Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    words.put("inner", "closed-loop");
    words.put("hidden", hidden.stream().map(String::valueOf).collect(Collectors.joining(",")));
    words.put("epochs", Integer.toString(epochs));
    words.put("batch", Integer.toString(batch));
    words.put("eta", Double.toString(rate));
    words.put("directions", Integer.toString(directions));
    words.put("leak", Double.toString(leak));
    words.put("repeats", Double.toString(repeats));
    return words;
  }
}
