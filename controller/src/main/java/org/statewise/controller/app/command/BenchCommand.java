package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.evaluate.LearningBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise bench}. */
@Command(name = "bench", description = {
  "Measures the control loop on this machine, with the rights that a run has: what a tick's time goes"
      + " into, how late threads wake, how long answers take over each link; beside it what cyclictest"
      + " (Debian's rt-tests) and a minimal client in C do in the same minute. Ratios are what to compare.",
  "bench meta measures what learning costs, on one thread."})
public final class BenchCommand implements Callable<Integer> {
  private static final String LOOP = "loop";
  private static final String META = "meta";

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "WHAT", defaultValue = LOOP,
      description = "loop (default), or meta: meta-iterations and online updates of f_theta"
          + " 21-64-64-7.")
  private String what;

  @Option(names = "--summary", paramLabel = "JSON", description = "Writes the figures.")
  private Path summary;

  @Option(names = "--json", description = "Prints JSON in place of tables.")
  private boolean json;

  @Mixin
  private LoopBenchOptions loop;

  @Mixin
  private ControlOptions control;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Override
  public Integer call() throws UsageException, WorkException {
    if (!what.equals(LOOP) && !what.equals(META)) {
      throw new UsageException("bench must be of loop or meta, but is of '" + what + "'");
    }
    outputs.check("--summary", summary);
    PrintWriter out = spec.commandLine().getOut();
    String figures = what.equals(META)
        ? meta(out)
        : loop.run(control, outputs, json ? null : out, spec);
    if (json) {
      out.print(figures);
    }
    out.flush();
    if (summary != null) {
      TextFiles.write("--summary", summary, figures);
    }
    return 0;
  }

  private String meta(PrintWriter out) throws UsageException {
    if (loop.isSet() || control.changesControl()) {
      throw new UsageException("bench meta must have no options of bench loop, but has one");
    }
    List<LearningBench.Timing> timings;
    try (ProgressBar bar = ProgressBars.make("bench meta", LearningBench.count(), "")) {
      timings = new LearningBench(System::nanoTime, 1).run(bar::step);
    }
    if (!json) {
      out.printf("%-45s %12s %12s%n", "microseconds a call", "median", "best");
      for (LearningBench.Timing timing : timings) {
        out.printf(Locale.ROOT, "%-45s %12.2f %12.2f%n", timing.name(), timing.medianMicros(),
            timing.bestMicros());
      }
    }
    return Json.write(timings);
  }
}
