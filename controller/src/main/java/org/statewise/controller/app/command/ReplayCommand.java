package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.replay.Pacer;
import org.statewise.controller.app.replay.ReplaySession;
import org.statewise.controller.app.replay.Speed;
import org.statewise.controller.app.replay.Variant;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise replay}. */
@Command(name = "replay", description = {
  "Dry run over a recording: the same tick code, and nothing is sent.",
  "A recording of 'run' replayed as it is must give its torques back to the bit."})
public final class ReplayCommand implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 256;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "MCAP recording of 'run' or 'import'.")
  private Path file;

  @Option(names = "--compare", paramLabel = "A,B,..",
      description = "Controllers side by side: LOSS, LOSS/RULE, LOSS/RULE@RATE, none or any MODEL, for"
          + " example squared/adam@0.001,kalman:leak=0.01,observer.")
  private String compare;

  @Option(names = "--speed", paramLabel = "SPEED", defaultValue = "fast",
      description = "realtime or fast (default: ${DEFAULT-VALUE}).")
  private Speed speed;

  @Option(names = "--summary", paramLabel = "JSON", description = "Writes the replay's figures.")
  private Path summary;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Mixin
  private ControlOptions control;

  /** What {@code --summary} writes. */
  record Summary(long samples, List<Segment> segments, List<Horizon> horizon,
      String torqueChecksum, double samplesPerSecond, Boolean bitExact,
      long multiplyAddsPerUpdate, Double updateMicros, List<Comparison> comparisons) {}

  /** A segment in it. */
  record Segment(String name, long samples, double mseNm2, double nmse, double persistenceMseNm2,
      List<Double> jointMseNm2, double outOfRange) {}

  /** How well frozen models predict so many samples ahead, or the whole next segment, in it. */
  record Horizon(String ahead, long predictions, List<HorizonRow> rows) {}

  /** A row of that; what is not finite is null. */
  record HorizonRow(String name, Double mseNm2, List<Double> jointMseNm2) {}

  /** One of several controllers in it. */
  record Comparison(String name, List<Segment> segments, List<Horizon> horizon,
      String torqueChecksum, long multiplyAddsPerUpdate, Double updateMicros) {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    outputs.reads("FILE", List.of(file)).check("--summary", summary);
    List<ReplaySession.Result> results = new ArrayList<>();
    try (ReplaySession session = ReplaySession.open(file, control.namedArm())) {
      session.source().loss().ifPresent(out::println);
      session.source().partNote().ifPresent(out::println);
      session.source().armNote().ifPresent(out::println);
      boolean asRecorded = session.source().isRun() && session.source().isFromStart()
          && compare == null
          && !control.changesControl();
      for (Variant variant : variants(session)) {
        session.warnings(variant.config()).forEach(out::println);
        results.add(play(session, variant, asRecorded));
      }
      checkSamples(session, results);
    }
    ReplayReport.print(results, out);
    HorizonReport.print(results, out);
    results.forEach(result -> ReplayReport.printEnd(result, out));
    out.flush();
    if (summary != null) {
      TextFiles.write("--summary", summary, Json.write(summary(results)));
    }
    return Boolean.FALSE.equals(results.getFirst().exact()) ? 1 : 0;
  }

  private List<Variant> variants(ReplaySession session) throws Exception {
    ConfigLoader loader = new ConfigLoader(session.source().base());
    control.applyTo(loader);
    StatewiseConfig config = loader.load().resolved();
    List<Variant> variants = compare == null
        ? List.of(Variant.of(config, session.source().losses()))
        : Variant.parse(compare, config);
    for (Variant variant : variants) {
      checkWords(session, variant);
    }
    return variants;
  }

  /** No figures of nothing: of a stream without two rows in a row there is no error to report. */
  private void checkSamples(ReplaySession session, List<ReplaySession.Result> results)
      throws WorkException {
    if (!session.source().isRun() && results.stream().allMatch(result -> result.samples() == 0)) {
      throw new WorkException(
          file + ": a stream must have rows that follow each other for a model to"
              + " predict, but none of its " + session.source().ticks()
              + " row(s) completes a sample");
    }
  }

  /** A wrong word is said before the first replay, not after. */
  private static void checkWords(ReplaySession session, Variant variant) throws UsageException {
    try {
      Wiring.onlineModel(variant.config().adaptation(), session.source().armModel(),
          session.source().losses());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private ReplaySession.Result play(ReplaySession session, Variant variant, boolean asRecorded)
      throws Exception {
    try (ProgressBar progress = ProgressBars.make(variant.name(), session.source().ticks(),
        " ticks")) {
      ReplaySession.Result result = session.run(variant, asRecorded, new Pacer(speed), count -> {
        if (count % PROGRESS_EVERY == 0) {
          progress.stepTo(count);
        }
      });
      progress.stepTo(session.source().ticks());
      return result;
    }
  }

  private static Summary summary(List<ReplaySession.Result> results) {
    ReplaySession.Result first = results.getFirst();
    List<Comparison> comparisons = results.size() == 1
        ? List.of()
        : results.stream().map(
            result -> new Comparison(result.name(), segments(result), horizon(result), hex(result),
                result.cost().multiplyAddsPerUpdate(), result.cost().updateMicros()))
            .toList();
    return new Summary(first.samples(), segments(first), horizon(first), hex(first),
        first.samplesPerSecond(),
        first.exact(), first.cost().multiplyAddsPerUpdate(), first.cost().updateMicros(),
        comparisons);
  }

  private static String hex(ReplaySession.Result result) {
    return String.format("%08x", result.torqueChecksum());
  }

  private static List<Segment> segments(ReplaySession.Result result) {
    return result.segments().stream().map(row -> new Segment(row.name(), row.samples(),
        row.mseNm2(), row.nmse(), row.persistenceMseNm2(), row.jointMseNm2(), row.outOfRange()))
        .toList();
  }

  private static List<Horizon> horizon(ReplaySession.Result result) {
    return result.horizon().stream().map(one -> new Horizon(
        HorizonReport.ahead(one), one.predictions(),
        one.rows().stream().map(row -> new HorizonRow(row.name(), finite(row.mseNm2()),
            row.jointMseNm2().stream().map(ReplayCommand::finite).toList())).toList()))
        .toList();
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
