package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.OutputOptions;
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
@Command(name = "bench",
    description = "Measures what learning costs on this machine, on one thread.")
public final class BenchCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "WHAT", defaultValue = "meta",
      description = "meta: meta-iterations and online updates of f_theta 21-64-64-7.")
  private String what;

  @Option(names = "--summary", paramLabel = "JSON", description = "Writes the figures.")
  private Path summary;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Override
  public Integer call() throws UsageException, WorkException {
    if (!what.equals("meta")) {
      throw new UsageException("bench must be of meta, but is of '" + what + "'");
    }
    outputs.check("--summary", summary);
    PrintWriter out = spec.commandLine().getOut();
    List<LearningBench.Timing> timings = new LearningBench(System::nanoTime, 1).run();
    out.printf("%-45s %12s %12s%n", "microseconds a call", "median", "best");
    for (LearningBench.Timing timing : timings) {
      out.printf(Locale.ROOT, "%-45s %12.2f %12.2f%n", timing.name(), timing.medianMicros(),
          timing.bestMicros());
    }
    out.flush();
    if (summary != null) {
      TextFiles.write("--summary", summary, Json.write(timings));
    }
    return 0;
  }
}
