package org.statewise.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.statewise.controller.train.TaskEngine;
import org.statewise.controller.train.TaskGradient;
import org.statewise.controller.train.TaskKernel;
import org.statewise.controller.train.TaskKernel.Step;
import org.statewise.controller.train.TaskSetup;

/**
 * Tasks that stay on their executors: an update sends phi there and brings gradients back, networks do not travel.
 * Each step is an RDD that follows from the one before, from the seeds on; what a lost executor held is computed
 * again from there, to the same bits. Results come in the order of the seeds, however they are partitioned.
 */
final class SparkGroup implements TaskEngine.Group {
  private static final String FAILURE = "the training's tasks could not be computed";

  private final SparkEngine engine;
  private final JavaSparkContext spark;
  private final Broadcast<TaskSetup> setup;
  private final Deque<JavaRDD<Step>> kept = new ArrayDeque<>();
  private final List<Broadcast<double[]>> phis = new ArrayList<>();
  private JavaRDD<Step> states;

  SparkGroup(SparkEngine engine, JavaSparkContext spark, Broadcast<TaskSetup> setup,
      List<Long> seeds) {
    this.engine = engine;
    this.spark = spark;
    this.setup = setup;
    states = engine.ask(FAILURE, () -> {
      int partitions = Math.min(seeds.size(), spark.defaultParallelism());
      return spark.parallelize(seeds, partitions).mapPartitions(part -> begin(setup, part));
    });
  }

  @Override
  public List<TaskGradient> step(double[] phi) {
    return engine.ask(FAILURE, () -> next(phi));
  }

  private List<TaskGradient> next(double[] phi) {
    Broadcast<TaskSetup> common = setup;
    Broadcast<double[]> now = spark.broadcast(phi);
    phis.add(now);
    states = states.mapPartitions(part -> step(common, now, part));
    states.persist(StorageLevel.MEMORY_ONLY());
    kept.add(states);
    List<TaskGradient> gradients = states.map(Step::gradient).collect();
    // The step before is needed again only where this one is lost with its executor.
    while (kept.size() > 2) {
      kept.remove().unpersist(false);
    }
    return gradients;
  }

  private static Iterator<Step> begin(Broadcast<TaskSetup> setup, Iterator<Long> seeds) {
    TaskKernel kernel = new TaskKernel(setup.value());
    List<Step> begun = new ArrayList<>();
    seeds.forEachRemaining(seed -> begun.add(new Step(kernel.begin(seed), null)));
    return begun.iterator();
  }

  private static Iterator<Step> step(Broadcast<TaskSetup> setup, Broadcast<double[]> phi,
      Iterator<Step> before) {
    TaskKernel kernel = new TaskKernel(setup.value());
    List<Step> after = new ArrayList<>();
    before.forEachRemaining(step -> after.add(kernel.step(step.next(), phi.value())));
    return after.iterator();
  }

  @Override
  public void close() {
    // Where Spark has ended there is nothing to give back, and asking it would hide why.
    if (!spark.sc().isStopped()) {
      kept.forEach(rdd -> rdd.unpersist(false));
      phis.forEach(phi -> phi.destroy(false));
    }
  }
}
