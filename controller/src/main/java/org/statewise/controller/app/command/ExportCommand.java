package org.statewise.controller.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.dataset.CsvExport;
import org.statewise.controller.dataset.ParquetExport;
import org.statewise.controller.dataset.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise export}. */
@Command(name = "export",
    description = "Writes a recording as a table for other programs, one row a tick.")
public final class ExportCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "MCAP recording of 'run' or 'import'.")
  private Path file;

  @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "csv or parquet.")
  private String format;

  @Option(names = {"-o", "--out"}, required = true, paramLabel = "FILE",
      description = "Table to write; stands there only if all of it could be written.")
  private Path out;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Override
  public Integer call() throws UsageException, WorkException {
    if (!format.equals("csv") && !format.equals("parquet")) {
      throw new UsageException("--to must be csv or parquet, but is '" + format + "'");
    }
    TextFiles.checkReadable("recording", file);
    outputs.reads("FILE", List.of(file)).check("--out", out);
    try (ProgressBar bar = ProgressBars.make("export", 0, " B")) {
      Progress progress = (done, total) -> {
        bar.maxHint(total);
        bar.stepTo(done);
      };
      long rows = format.equals("csv")
          ? CsvExport.run(file, out, progress)
          : ParquetExport.run(file, out, Map.of(), false, progress);
      spec.commandLine().getOut().println(out + ": " + rows + " rows");
      spec.commandLine().getOut().flush();
      return 0;
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }
}
