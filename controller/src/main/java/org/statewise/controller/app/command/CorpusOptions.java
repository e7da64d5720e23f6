package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.corpus.Corpus;
import org.statewise.controller.corpus.Episode;
import org.statewise.controller.corpus.EpisodeTicks;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.EngineException;
import org.statewise.controller.train.EngineProvider;
import org.statewise.controller.train.FleetLoop;
import org.statewise.controller.train.InnerLoop;
import org.statewise.controller.train.LocalEngine;
import org.statewise.controller.train.MetaOptions;
import org.statewise.controller.train.RecordedSamples;
import org.statewise.controller.train.TaskEngine;
import org.statewise.controller.train.TrainingException;
import picocli.CommandLine.Option;

/** How {@code meta-train} learns from a corpus, and where. */
final class CorpusOptions {
  @Option(names = "--corpus", paramLabel = "DIR",
      description = "A corpus in the place of --train and --test: each network of an update learns from a robot"
          + " drawn at random.")
  private String dir;

  @Option(names = "--hold-out", paramLabel = "ROBOT[,..]", split = ",",
      description = "--corpus: robots to judge by, all of whose recordings are kept from the training.")
  private List<String> heldOut = List.of();

  @Option(names = "--tasks", paramLabel = "N", defaultValue = "8",
      description = "--corpus: networks whose gradients an update adds up (default: ${DEFAULT-VALUE}).")
  private int tasks;

  @Option(names = "--master", paramLabel = "MASTER",
      description = "--corpus, and the loss of closed-loop: computes on Spark, for example local[2] or spark://HOST:7077; needs the module"
          + " fleet (default: in this program).")
  private String master;

  /** Episodes that were found damaged so far. */
  private int damaged;

  /**
   * What is learned from.
   *
   * @param robotEnds for each training robot one behind its last sample
   */
  record Data(DataSet train, DataSet test, List<Integer> robotEnds) {}

  boolean given() {
    return dir != null;
  }

  /** Refuses what only a corpus has where there is none, and a corpus where it is no use. */
  void check(List<Path> train, List<Path> test, InnerLoopOptions inner) throws UsageException {
    if (!given()) {
      if (!heldOut.isEmpty() || (master != null && !inner.closedLoop())) {
        throw new UsageException((heldOut.isEmpty() ? "--master" : "--hold-out")
            + " must stand beside --corpus, but there is none");
      }
      return;
    }
    if (!train.isEmpty() || !test.isEmpty()) {
      throw new UsageException("--train and --test must be left out with --corpus, but are " + train
          + " and " + test);
    }
    if (!inner.batches()) {
      throw new UsageException("--inner must be batches with --corpus, but is another");
    }
    if (heldOut.isEmpty()) {
      throw new UsageException("--hold-out must name robots of the corpus, but is missing");
    }
  }

  /** The same training over robots. */
  MetaOptions over(MetaOptions options, Data data, TaskEngine engine) throws UsageException {
    try {
      return new MetaOptions(options.loss(), options.model(),
          new FleetLoop((InnerLoop.Batches) options.inner(), tasks, data.robotEnds(), engine),
          options.outer(), options.testSteps());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  /**
   * Where the tasks are computed.
   *
   * @param threads in this program
   */
  TaskEngine engine(int threads) throws UsageException, WorkException {
    if (master == null) {
      return new LocalEngine(threads);
    }
    EngineProvider provider = ServiceLoader.load(EngineProvider.class).findFirst()
        .orElseThrow(
            () -> new UsageException("--master needs the module fleet, which is not in this"
                + " program (fleet/README.md), but is '" + master + "'"));
    try {
      return provider.open(master);
    } catch (EngineException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  /** Reads the corpus; damaged episodes are named on {@code err} and left out. */
  Data read(TrainingSources sources, PrintWriter err) throws UsageException, WorkException {
    Corpus corpus = CorpusCommand.open(dir);
    for (String robot : heldOut) {
      if (!corpus.robots().contains(robot)) {
        throw new UsageException("--hold-out must name robots of the corpus, " + corpus.robots()
            + ", but is '" + robot + "'");
      }
    }
    List<DataSet> train = new ArrayList<>();
    List<DataSet> test = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    int samples = 0;
    for (String robot : corpus.robots()) {
      Optional<DataSet> found = robot(corpus, robot, sources, err);
      if (found.isEmpty()) {
        err.println("statewise: robot " + robot + ": no episode gives a sample, so it is left out");
      } else if (heldOut.contains(robot)) {
        test.add(found.get());
      } else {
        samples += found.get().samples();
        train.add(found.get());
        ends.add(samples);
      }
    }
    if (damaged > 0) {
      err.println("statewise: " + damaged + " of the corpus's " + corpus.episodes().size()
          + " episodes left out as damaged");
    }
    err.flush();
    if (train.isEmpty() || test.isEmpty()) {
      throw new UsageException("--corpus must have samples of a robot to learn from and of one that"
          + " --hold-out names, but has " + train.size() + " and " + test.size());
    }
    try {
      return new Data(DataSet.concatenated(train), DataSet.concatenated(test), ends);
    } catch (TrainingException e) {
      throw new UsageException("--corpus: " + e.getMessage(), e);
    }
  }

  private Optional<DataSet> robot(Corpus corpus, String robot, TrainingSources sources,
      PrintWriter err) throws UsageException, WorkException {
    List<DataSet> parts = new ArrayList<>();
    try {
      for (Episode episode : corpus.episodes()) {
        if (!episode.robot().equals(robot)) {
          continue;
        }
        Optional<String> damage = corpus.damage(episode);
        if (damage.isPresent()) {
          err.println("statewise: " + damage.get() + "; it is left out");
          damaged++;
          continue;
        }
        try (EpisodeTicks ticks = corpus.ticks(episode)) {
          RecordedSamples.read(episode.name(), episode.name(), episode.sha256(), ticks,
              sources.sight(ticks)).ifPresent(parts::add);
        }
      }
      return parts.isEmpty() ? Optional.empty() : Optional.of(DataSet.concatenated(parts));
    } catch (TrainingException | IllegalArgumentException e) {
      throw new UsageException("--corpus: robot " + robot + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }
}
