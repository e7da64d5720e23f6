package org.statewise.controller.app.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.WarmStart;
import org.statewise.controller.config.LossName;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.files.OutputFiles;
import org.statewise.models.online.ModelText;

/** The files that a run reads and writes: none is lost by starting another run. */
public final class RunOutputs {
  /** A model's text names files, as in {@code network:init=F}. */
  private RunOutputs() {}

  /** Which outputs the user named for this run alone, by an option of the command line. */
  public record Chosen(boolean recording, boolean state) {}

  /**
   * Fails in one sentence if an output must not be written. What a configuration file names is there
   * from the last run: its recording gets another name, and its state is kept under one.
   *
   * @param summary null for none
   */
  public static void check(StatewiseConfig config, OutputOptions outputs, Path summary,
      Chosen chosen)
      throws UsageException {
    outputs.reads("task.file", files(config.task().file()))
        .reads("arm.model", files(config.arm().model()))
        .reads("adaptation.loss", config.adaptation().loss() instanceof LossName.File(String path)
            ? files(path)
            : List.of())
        .reads("adaptation.model",
            config.adaptation().model() instanceof ModelChoice.Other(ModelText model)
                ? model.files().stream().map(Path::of).toList()
                : List.of())
        .reads("adaptation.observer", config.adaptation().observer().model().files().stream()
            .map(Path::of).toList());
    if (!goesOn(config)) {
      outputs.reads("adaptation.warmStart", files(config.adaptation().warmStart()));
    }
    for (Path state : files(config.adaptation().saveFile())) {
      outputs.check("adaptation.saveFile", state, chosen.state() && !goesOn(config));
    }
    for (Path recording : files(config.recording().file())) {
      outputs.check("recording.file", recording, chosen.recording());
      if (OutputFiles.isFile(recording)) {
        // Said at once, and not when the first part is full.
        outputs.check("recording.file", OutputFiles.part(recording, 2), chosen.recording());
      }
    }
    outputs.check("--summary", summary);
  }

  /** Whether the state that is saved is the one that the run begins with, and goes on in its place. */
  private static boolean goesOn(StatewiseConfig config) {
    String state = config.adaptation().saveFile();
    String warm = config.adaptation().warmStart();
    return !state.isEmpty() && !warm.isEmpty()
        && OutputFiles.isSame(Path.of(state), Path.of(warm));
  }

  /** Another name for a recording of the configuration file that is there already. */
  public static Optional<Path> renamed(StatewiseConfig config, OutputOptions outputs) {
    Path file = Path.of(config.recording().file());
    boolean isFree = !OutputFiles.exists(file) && !OutputFiles.exists(OutputFiles.part(file, 2));
    return outputs.overwrite || isFree
        ? Optional.empty()
        : Optional.of(OutputFiles.stamped(file, Instant.now()));
  }

  /** What is there of an earlier recording of that name. */
  public static Path kept(StatewiseConfig config) {
    Path file = Path.of(config.recording().file());
    return OutputFiles.exists(file) ? file : OutputFiles.part(file, 2);
  }

  /** A state that is there and that the run does not begin with gets another name. */
  public static void keepState(StatewiseConfig config, OutputOptions outputs, PrintWriter out)
      throws UsageException {
    if (!outputs.overwrite && !goesOn(config)) {
      WarmStart.keepState(Path.of(config.adaptation().saveFile()), out);
    }
  }

  private static List<Path> files(String text) {
    return text.isEmpty() ? List.of() : List.of(Path.of(text));
  }
}
