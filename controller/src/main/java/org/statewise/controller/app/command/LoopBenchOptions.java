package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.bench.BenchLink;
import org.statewise.controller.app.bench.BenchPlan;
import org.statewise.controller.app.bench.Load;
import org.statewise.controller.app.bench.LoopBench;
import org.statewise.controller.app.console.ConfigSources;
import org.statewise.controller.app.console.Duration;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.Logs;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.Screen;
import org.statewise.controller.app.console.ShutdownLatch;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.bench.BenchPage;
import org.statewise.controller.bench.BenchResult;
import org.statewise.controller.bench.BenchTables;
import org.statewise.controller.bench.HistogramFiles;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.evaluate.report.TextTable;
import org.statewise.controller.files.AtomicFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What {@code bench loop} measures, and where it goes. */
final class LoopBenchOptions {
  private static final String PAGE = "index.html";
  private static final String FIGURES = "bench.json";
  private static final double USUAL_SECONDS = 5;
  private static final double QUICK_SECONDS = 1;

  @Option(names = "--for", paramLabel = "TIME", converter = Duration.Converter.class,
      description = "How long each measurement takes (default: 5s).")
  private Duration each;

  @Option(names = "--rate", paramLabel = "HZ[,..]",
      description = "States a second (default: 250,1000).")
  private String rates;

  @Option(names = "--link", paramLabel = "LINK[,..]",
      description = "sim, bridge or fri: over which the loop runs, all on this machine"
          + " (default: sim,bridge,fri).")
  private String links;

  @Option(names = "--load", paramLabel = "LOAD[,..]",
      description = "none, all, or of cpu (a busy process a processor), heap (200 MB/s of garbage), disk"
          + " (writes that wait for it), scrape (the run's metrics), mqtt (a broker of this machine), page"
          + " (the live page); several times for one after the other (default: none, then all).")
  private List<String> loads = List.of();

  @Option(names = "--quick",
      description = "1 s each without load: shows that all works, and little more.")
  private boolean quick;

  @Option(names = "--out", paramLabel = "DIR",
      description = "Writes a page with plots (index.html), the figures (bench.json) and histograms for"
          + " HdrHistogram's tools (.hgrm, histograms.hlog).")
  private Path folder;

  boolean isSet() {
    return each != null || rates != null || links != null || !loads.isEmpty() || quick
        || folder != null;
  }

  /**
   * Measures; returns the figures as JSON.
   *
   * @param out gets tables; null for none
   * @param spec of the command that measures
   */
  String run(ControlOptions control, OutputOptions outputs, PrintWriter out, CommandSpec spec)
      throws UsageException, WorkException {
    BenchPlan plan = plan();
    if (folder != null) {
      List<String> names = new ArrayList<>(plan.files());
      names.addAll(List.of(PAGE, FIGURES));
      outputs.checkFolder("--out", folder, names.toArray(String[]::new));
    }
    Logs.configure(config(control, Map.of()).log(), Screen.none());
    BenchResult result;
    try (ProgressBar bar = ProgressBars.make("bench", LoopBench.measurements(plan), "")) {
      LoopBench bench = new LoopBench(plan, keys -> config(control, keys), (what, done) -> {
        bar.stepTo(done);
        bar.setExtraMessage(what);
      });
      ShutdownLatch.onShutdown(bench::requestStop);
      result = bench.run(folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder);
      bar.stepTo(bar.getMax());
    }
    String figures = Json.write(result.summary());
    if (folder != null) {
      write(result, figures, spec);
    }
    if (out != null) {
      print(result, out);
    }
    return figures;
  }

  private BenchPlan plan() throws UsageException {
    try {
      List<String> chosen = !loads.isEmpty()
          ? loads
          : quick ? List.of("none") : List.of("none", "all");
      double seconds = each != null ? each.seconds() : quick ? QUICK_SECONDS : USUAL_SECONDS;
      return new BenchPlan(seconds,
          ControlOptions.numbers("--rate", rates == null ? "250,1000" : rates).stream()
              .map(Double::intValue).distinct().toList(),
          BenchLink.parse(links == null ? "sim,bridge,fri" : links),
          chosen.stream().map(Load::parse).distinct().toList());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static StatewiseConfig config(ControlOptions control, Map<String, Object> keys)
      throws UsageException {
    try {
      ConfigLoader loader = new ConfigLoader();
      // As real arms do, unless the user wants it otherwise.
      loader.set("arm.strictTime", true);
      new ConfigSources().applyTo(loader, control.config);
      control.applyFlagsTo(loader);
      // Nothing that a user keeps is touched.
      loader.set("recording.file", "");
      loader.set("adaptation.saveFile", "");
      for (Map.Entry<String, Object> key : keys.entrySet()) {
        loader.set(key.getKey(), key.getValue());
      }
      return loader.load().resolved();
    } catch (ConfigException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private void write(BenchResult result, String figures, CommandSpec spec) throws WorkException {
    try {
      AtomicFile.write(folder.resolve(PAGE),
          BenchPage.html(result, MadeBy.of(spec, FIGURES, HistogramFiles.LOG))
              .getBytes(StandardCharsets.UTF_8));
      AtomicFile.write(folder.resolve(FIGURES), figures.getBytes(StandardCharsets.UTF_8));
      HistogramFiles.write(folder, result);
    } catch (IOException e) {
      throw new WorkException("--out: '" + folder + "' cannot be written: " + e.getMessage(), e);
    }
  }

  private void print(BenchResult result, PrintWriter out) {
    result.machine().forEach(out::println);
    result.rights().forEach(right -> out.println("right: " + right));
    result.missing().forEach(sentence -> out.println("missing: " + sentence));
    out.println();
    List<Table> tables = new ArrayList<>();
    result.settings().forEach(setting -> {
      tables.add(BenchTables.delays(result, setting));
      BenchTables.stages(result, setting).ifPresent(tables::add);
    });
    tables.add(BenchTables.loops(result));
    tables.add(BenchTables.ratios(result));
    tables.forEach(table -> TextTable.lines(table).forEach(out::println));
    result.loops().stream().filter(loop -> !loop.ending().isEmpty()).forEach(
        loop -> out.printf("%s at %s: %s%n", loop.over(), loop.setting(), loop.ending()));
    if (folder != null) {
      out.println("page: " + folder.resolve(PAGE));
    }
  }
}
