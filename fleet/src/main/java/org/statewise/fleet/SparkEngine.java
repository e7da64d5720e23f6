package org.statewise.fleet;

import java.util.IdentityHashMap;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.statewise.controller.train.TaskEngine;
import org.statewise.controller.train.TaskSetup;

/** Computes a training's tasks on Spark's executors. Several threads may, as Spark's jobs are apart. */
final class SparkEngine implements TaskEngine {
  private final JavaSparkContext spark;

  /** What was sent already, by its data: the seeds of a training share them. */
  private final IdentityHashMap<double[], Broadcast<TaskSetup>> sent = new IdentityHashMap<>();

  SparkEngine(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Override
  public Tasks prepare(TaskSetup setup) {
    Broadcast<TaskSetup> everywhere = broadcast(setup);
    return (List<Long> seeds) -> new SparkGroup(spark, everywhere, seeds);
  }

  private synchronized Broadcast<TaskSetup> broadcast(TaskSetup setup) {
    return sent.computeIfAbsent(setup.inputs(), data -> spark.broadcast(setup));
  }

  /** An exception of Spark's in one line. */
  static String words(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  @Override
  public void close() {
    spark.close();
  }
}
