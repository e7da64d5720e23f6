package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.dataset.ImportRequest;
import org.statewise.controller.dataset.ImportResult;
import org.statewise.controller.dataset.StreamImport;
import org.statewise.controller.dataset.StreamPreview;
import org.statewise.controller.dataset.TorqueScale;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise import}. */
@Command(name = "import", description = {
  "Turns a stream recorded elsewhere into a recording.",
  "FILE is, as its content tells: a CSV with columns t, q1..qn, tau1..taun and optionally qd1..qdn,"
      + " qdd1..qddn and segment; an NPZ with arrays t, q, tau and optionally qd and qdd; a Parquet with the columns of a CSV or lists q, tau and so on; an MCAP with sensor_msgs/JointState or foxglove.JointStates, such as a"
      + " bag of ROS 2; a recording.",
  "SI units: s, rad, rad/s, rad/s^2, Nm. Missing qd or qdd are estimated by central differences."})
public final class ImportCommand implements Callable<Integer> {
  /** Until a few versions ago the kind of file had to be named. */
  private static final String OLD_WORD = "csv";

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..2", description = "The file to import.")
  private List<Path> files;

  @Option(names = {"-o", "--out"}, paramLabel = "MCAP",
      description = "Recording to write; stands there only if all of it could be imported.")
  private Path out;

  @Option(names = "--dry-run",
      description = "Shows the first rows as they would be read, and writes nothing.")
  private boolean dryRun;

  @Mixin
  private SourceWords words = new SourceWords();

  @Option(names = "--arm-model", paramLabel = "ARM", defaultValue = "none",
      description = "iiwa7, iiwa14, an arm file (.yaml), a serial URDF (.urdf) or none; its torque"
          + " limits scale the torques (default: none).")
  private String armModel;

  @Option(names = "--torque-scale", paramLabel = "NM[,..]",
      description = "One a joint, by which a network sees torques (default: the arm's torque limits,"
          + " else the largest |tau| of the first 5 s, at least 1 Nm).")
  private String torqueScale;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Option(names = "--skip-bad-rows", description = "Leaves bad rows out and counts them.")
  private boolean skipBadRows;

  @Override
  public Integer call() throws UsageException, WorkException {
    Path file = file();
    PrintWriter text = spec.commandLine().getOut();
    if (Files.isDirectory(file)) {
      throw new UsageException("stream: '" + file
          + "' is a folder; of a ROS 2 bag name an .mcap file in it");
    }
    TextFiles.checkReadable("stream", file);
    if (dryRun) {
      ImportText.print(preview(file), text);
      return 0;
    }
    if (out == null) {
      throw new UsageException("Missing required option: '--out=MCAP', or --dry-run to write none");
    }
    outputs.reads("FILE", List.of(file)).check("--out", out);
    Optional<ArmModel> model = armModel.equals("none")
        ? Optional.empty()
        : Optional.of(Arms.load(armModel));
    ImportText.print(read(request(file, model)), out, text);
    return 0;
  }

  private Path file() throws UsageException {
    boolean named = files.size() == 2 && files.getFirst().toString().equals(OLD_WORD);
    if (named) {
      spec.commandLine().getErr().println("statewise: 'import csv FILE' is now 'import FILE'; the"
          + " content tells the kind of file");
    } else if (files.size() == 2) {
      throw new UsageException("import takes one file, but was given '" + files.getFirst()
          + "' and '" + files.getLast() + "'");
    }
    return files.getLast();
  }

  private StreamPreview preview(Path file) throws UsageException, WorkException {
    try {
      return StreamPreview.of(file, words.options(), skipBadRows);
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private ImportRequest request(Path file, Optional<ArmModel> model) throws UsageException {
    try {
      return new ImportRequest(file, out, words.options(), scale(model), skipBadRows,
          ProgramVersion.number(), Instant.now(), model.map(ArmModel::name).orElse(""),
          model.map(arm -> arm.joints().stream().map(JointModel::name).toList())
              .orElse(List.of()),
          model.map(ArmFile::toYaml).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private TorqueScale scale(Optional<ArmModel> model) throws UsageException {
    if (torqueScale != null) {
      return new TorqueScale.Explicit(ControlOptions.numbers("--torque-scale", torqueScale));
    }
    return model.<TorqueScale>map(arm -> new TorqueScale.ArmLimits(arm.name(),
        arm.joints().stream().map(joint -> joint.limits().tauMaxNm()).toList()))
        .orElse(new TorqueScale.FirstSeconds());
  }

  private ImportResult read(ImportRequest request) throws WorkException {
    try (ProgressBar bar = ProgressBars.make("import", 0, " B")) {
      return StreamImport.run(request, (done, total) -> {
        bar.maxHint(total);
        bar.stepTo(done);
      });
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }
}
