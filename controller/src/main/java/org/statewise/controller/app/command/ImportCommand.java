package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import org.statewise.controller.dataset.CsvImport;
import org.statewise.controller.dataset.CsvImportRequest;
import org.statewise.controller.dataset.CsvImportResult;
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
@Command(name = "import", description = "Turns a stream recorded elsewhere into a recording.",
    subcommands = ImportCommand.Csv.class)
public final class ImportCommand implements Callable<Integer> {
  @Override
  public Integer call() throws UsageException {
    throw new UsageException("import needs the kind of file: csv");
  }

  /** {@code statewise import csv}. */
  @Command(name = "csv", description = {
    "Imports a table with the header t,q1..qn,tau1..taun and optionally qd1..qdn,"
        + " qdd1..qddn and segment, in any order.",
    "SI units: s, rad, rad/s, rad/s^2, Nm."
        + " Missing qd or qdd are estimated by central differences."})
  static final class Csv implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "CSV file.")
    private Path file;

    @Option(names = {"-o",
      "--out"}, required = true, paramLabel = "MCAP",
        description = "Recording to write; stands there only if all of it could be imported.")
    private Path out;

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
      PrintWriter text = spec.commandLine().getOut();
      TextFiles.checkReadable("stream", file);
      outputs.reads("FILE", List.of(file)).check("--out", out);
      Optional<ArmModel> model = armModel.equals("none")
          ? Optional.empty()
          : Optional.of(Arms.load(armModel));
      print(read(request(model)), text);
      return 0;
    }

    private CsvImportRequest request(Optional<ArmModel> model) throws UsageException {
      try {
        return new CsvImportRequest(file, out, scale(model), skipBadRows, ProgramVersion.number(),
            Instant.now(), model.map(ArmModel::name).orElse(""),
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

    private CsvImportResult read(CsvImportRequest request) throws WorkException {
      try (ProgressBar bar = ProgressBars.make("import", 0, " B")) {
        return CsvImport.run(request, (done, total) -> {
          bar.maxHint(total);
          bar.stepTo(done);
        });
      } catch (IOException e) {
        throw new WorkException(e.getMessage(), e);
      }
    }

    private void print(CsvImportResult result, PrintWriter text) {
      text.printf(Locale.ROOT, "%s: %d rows, %d joints, %d segment(s), %.2f s%n", out,
          result.rows(), result.joints(), result.segments(), result.durationSeconds());
      text.printf("qd %s, qdd %s%n", result.qdEstimated() ? "estimated" : "as recorded",
          result.qddEstimated() ? "estimated" : "as recorded");
      text.printf("torque scale %s Nm (%s)%n", result.torqueScaleNm(),
          result.torqueScaleSource());
      result.skipped().forEach((problem, count) -> text.printf(
          "skipped %d row(s): %s%n", count, problem.words()));
      text.flush();
    }
  }
}
