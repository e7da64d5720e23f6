package org.statewise.fleet;

import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.statewise.controller.train.EngineException;
import org.statewise.controller.train.EngineProvider;
import org.statewise.controller.train.TaskEngine;

/** Opens Spark: inside of this program ({@code local[N]}) or on a cluster ({@code spark://HOST:PORT}). */
public final class SparkProvider implements EngineProvider {
  private static final Pattern MASTER = Pattern
      .compile("local|local\\[([1-9][0-9]{0,3}|\\*)\\]|spark://[^/\\s]+:[0-9]+");

  @Override
  public TaskEngine open(String master) {
    if (!MASTER.matcher(master).matches()) {
      throw new EngineException("--master must be local[N], local[*] or spark://HOST:PORT, but is '"
          + master + "'");
    }
    // What a system property spark.* says goes before these.
    SparkConf conf = new SparkConf().setAppName("statewise meta-train").setMaster(master);
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    try {
      return new SparkEngine(new JavaSparkContext(conf));
    } catch (RuntimeException e) {
      throw new EngineException("Spark cannot be started with --master " + master + ": "
          + SparkEngine.words(e), e);
    }
  }
}
