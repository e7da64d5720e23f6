package org.statewise.controller.train;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.statewise.models.loss.Loss;

/**
 * Algorithm 1 over many robots: an update of phi follows the mean of several networks, each of which learns
 * from batches of one robot. The engine that computes them does not matter to the result.
 *
 * @param batches of each network, and how often
 * @param tasks networks an update
 * @param robotEnds for each robot of the training set one behind its last sample
 */
public record FleetLoop(InnerLoop.Batches batches, int tasks, List<Integer> robotEnds,
    TaskEngine engine) implements InnerLoop {
  public FleetLoop {
    robotEnds = List.copyOf(robotEnds);
    MetaOptions.require(tasks >= 1 && tasks <= 100_000, "tasks must be 1 to 100000", tasks);
  }

  @Override
  public EpochRunner build(DataSet train, MetaOptions options, Loss loss) {
    return new FleetEpochs(this, engine.prepare(train.setup(options, this)), loss.phi());
  }

  @Override
  public TestError test(DataSet test, MetaOptions options, Learned learned, long seed) {
    return batches.test(test, options, learned, seed);
  }

  @Override
  public Map<String, String> words() {
    Map<String, String> words = new TreeMap<>(batches.words());
    words.put("inner", "fleet");
    words.put("tasks", Integer.toString(tasks));
    words.put("robots", Integer.toString(robotEnds.size()));
    return words;
  }
}
