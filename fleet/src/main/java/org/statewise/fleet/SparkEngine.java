package org.statewise.fleet;

import java.io.Serializable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.statewise.controller.train.EngineException;
import org.statewise.controller.train.JobKernel;
import org.statewise.controller.train.TaskEngine;
import org.statewise.controller.train.TaskSetup;

/** Computes a training's tasks on Spark's executors. Several threads may, as Spark's jobs are apart. */
final class SparkEngine implements TaskEngine {
  private static final int PARTS = 4;

  private final JavaSparkContext spark;

  /** What was sent already, by its data: the seeds of a training share them. */
  private final IdentityHashMap<double[], Broadcast<TaskSetup>> sent = new IdentityHashMap<>();

  SparkEngine(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Override
  public Tasks prepare(TaskSetup setup) {
    Broadcast<TaskSetup> everywhere = broadcast(setup);
    return (List<Long> seeds) -> new SparkGroup(this, spark, everywhere, seeds);
  }

  private synchronized Broadcast<TaskSetup> broadcast(TaskSetup setup) {
    return sent.computeIfAbsent(setup.inputs(),
        data -> ask("the training's data could not be sent", () -> spark.broadcast(setup)));
  }

  @Override
  public <S extends Serializable, J extends Serializable, R extends Serializable> List<R> map(
      S setup, List<J> jobs, JobKernel<S, J, R> kernel) {
    return ask("the training's runs could not be driven", () -> {
      Broadcast<S> everywhere = spark.broadcast(setup);
      // Several parts an executor, so that one with long jobs holds up nobody for long.
      int parts = Math.min(jobs.size(), PARTS * spark.defaultParallelism());
      List<R> results = spark.parallelize(jobs, parts)
          .map(job -> kernel.run(everywhere.value(), job)).collect();
      everywhere.destroy(false);
      return results;
    });
  }

  /**
   * Does something on Spark.
   *
   * @param failure how a sentence begins that says that it could not be done
   * @throws EngineException with that sentence, whatever Spark threw
   */
  <T> T ask(String failure, Supplier<T> work) {
    try {
      return work.get();
    } catch (EngineException e) {
      throw e;
    } catch (Exception e) {
      // Not RuntimeException: Scala's methods throw checked exceptions that no signature names.
      throw new EngineException(failure + " on Spark: "
          + (spark.sc().isStopped()
              ? "its master at " + spark.master()
                  + " cannot be reached, or has ended this program's"
                  + " application"
              : words(e)),
          e);
    }
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
