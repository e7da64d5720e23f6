package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.corpus.Corpus;
import org.statewise.controller.corpus.Episode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise corpus}. */
@Command(name = "corpus", description = {
  "Keeps recordings of many arms as a folder of Parquet files by robot and date, with a manifest of"
      + " checksums.",
  "Any engine reads the files; meta-train --corpus learns from them."},
    subcommands = {CorpusCommand.Add.class, CorpusCommand.Show.class, CorpusCommand.Check.class})
public final class CorpusCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(),
        "corpus needs what to do: add, list or check");
  }

  /** A folder on a file system; other places are refused. */
  static Path folder(String word) throws UsageException {
    if (word.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
      throw new UsageException("DIR must be a folder of a file system, but is '" + word
          + "'; mount it, or copy the corpus as it is");
    }
    return Path.of(word);
  }

  static Corpus open(String word) throws UsageException {
    try {
      return Corpus.open(folder(word));
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** {@code statewise corpus add}. */
  @Command(name = "add", description = "Adds recordings of one robot; the first makes the corpus.")
  static final class Add implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The corpus, or a new folder.")
    private String dir;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE",
        description = "MCAP recordings of 'run' or 'import'.")
    private List<Path> files;

    @Option(names = "--robot", required = true, paramLabel = "NAME",
        description = "Which arm of all they are of, for example its serial number.")
    private String robot;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD",
        description = "When they were recorded (default: what each recording says, UTC).")
    private LocalDate date;

    @Option(names = "--firmware", paramLabel = "VERSION", defaultValue = "",
        description = "Of the arm's cabinet (default: unknown).")
    private String firmware;

    @Override
    public Integer call() throws UsageException, WorkException {
      Corpus.Labels labels;
      try {
        labels = new Corpus.Labels(robot, Optional.ofNullable(date), firmware);
      } catch (IllegalArgumentException e) {
        throw new UsageException("--" + e.getMessage(), e);
      }
      for (Path file : files) {
        TextFiles.checkReadable("recording", file);
      }
      try (ProgressBar bar = ProgressBars.make("corpus", bytes(files), " B")) {
        Corpus corpus = Corpus.openOrMake(folder(dir));
        long before = 0;
        for (Path file : files) {
          long start = before;
          List<Episode> added = corpus.add(file, labels, (done, total) -> bar.stepTo(start + done));
          before += Files.size(file);
          bar.stepTo(before);
          spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d episode(s), %d rows%n",
              added.isEmpty() ? file : added.getFirst().file(), added.size(), rows(added));
        }
      } catch (IOException e) {
        throw new WorkException(e.getMessage(), e);
      }
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static long rows(List<Episode> episodes) {
    return episodes.stream().mapToLong(Episode::rows).sum();
  }

  /** {@code statewise corpus list}. */
  @Command(name = "list", description = "Says what a corpus holds, a line a robot and date.")
  static final class Show implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The corpus.")
    private String dir;

    @Override
    public Integer call() throws UsageException {
      Corpus corpus = open(dir);
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%-24s %-10s %-14s %-10s %8s %10s %10s%n", "robot", "date", "arm", "firmware",
          "episodes", "rows", "seconds");
      new TreeMap<>(corpus.episodes().stream().collect(
          Collectors.groupingBy(e -> String.format(Locale.ROOT, "%-24s %-10s %-14s %-10s",
              e.robot(), e.date(), e.arm(), e.firmware()))))
          .forEach((label, episodes) -> out.printf(Locale.ROOT, "%s %8d %10d %10.1f%n", label,
              episodes.size(), rows(episodes),
              episodes.stream().mapToDouble(Episode::seconds).sum()));
      out.printf(Locale.ROOT, "%d robot(s), %d episode(s), %d rows%n", corpus.robots().size(),
          corpus.episodes().size(), rows(corpus.episodes()));
      out.flush();
      return 0;
    }
  }

  /** {@code statewise corpus check}. */
  @Command(name = "check", description = {
    "Holds every episode against its checksum and names those that are damaged.",
    "Exit code 1 if one is, or if a file is there that the manifest does not name."})
  static final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The corpus.")
    private String dir;

    @Override
    public Integer call() throws UsageException, WorkException {
      Corpus corpus = open(dir);
      PrintWriter out = spec.commandLine().getOut();
      int damaged = 0;
      int unknown = 0;
      long bytes = corpus.episodes().stream().mapToLong(Episode::bytes).sum();
      try (ProgressBar bar = ProgressBars.make("check", bytes, " B")) {
        for (Episode episode : corpus.episodes()) {
          Optional<String> damage = corpus.damage(episode);
          damage.ifPresent(out::println);
          damaged += damage.isPresent() ? 1 : 0;
          bar.stepBy(episode.bytes());
        }
        for (Path file : corpus.unknownFiles()) {
          out.println(file + ": the manifest does not name this file");
          unknown++;
        }
      } catch (IOException e) {
        throw new WorkException(e.getMessage(), e);
      }
      out.printf(Locale.ROOT, "%d episode(s), %d damaged; %d file(s) that the manifest does not"
          + " name%n", corpus.episodes().size(), damaged, unknown);
      out.flush();
      return damaged + unknown > 0 ? 1 : 0;
    }
  }
}
