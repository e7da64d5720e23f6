package org.statewise.controller.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.dataset.CsvExport;
import org.statewise.controller.dataset.LeRobotExport;
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
    description = "Writes a recording as a table for other programs, one row a tick, or as a data set of LeRobot.")
public final class ExportCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("csv", "parquet", "lerobot");

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "MCAP recording of 'run' or 'import'.")
  private Path file;

  @Option(names = "--to", required = true, paramLabel = "FORMAT",
      description = "csv, parquet or lerobot.")
  private String format;

  @Option(names = {"-o", "--out"}, required = true, paramLabel = "FILE",
      description = "Table to write, for lerobot a new folder; stands there only if all of it could be written.")
  private Path out;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Override
  public Integer call() throws UsageException, WorkException {
    if (!FORMATS.contains(format)) {
      throw new UsageException("--to must be csv, parquet or lerobot, but is '" + format + "'");
    }
    TextFiles.checkReadable("recording", file);
    outputs.reads("FILE", List.of(file));
    if (!format.equals("lerobot")) {
      outputs.check("--out", out);
    } else if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException("--out must be a folder that is not there yet, but '" + out
          + "' is there");
    }
    try (ProgressBar bar = ProgressBars.make("export", 0, " B")) {
      String done = export((at, total) -> {
        bar.maxHint(total);
        bar.stepTo(at);
      });
      spec.commandLine().getOut().println(out + ": " + done);
      spec.commandLine().getOut().flush();
      return 0;
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private String export(Progress progress) throws IOException {
    return switch (format) {
      case "csv" -> CsvExport.run(file, out, progress) + " rows";
      case "parquet" -> ParquetExport.run(file, out, Map.of(), false, progress) + " rows";
      default -> {
        LeRobotExport.Result result = LeRobotExport.run(file, out, progress);
        yield result.episodes() + " episodes, " + result.frames() + " frames; "
            + result.passedOver() + " ticks without a new state or a task passed over";
      }
    };
  }
}
