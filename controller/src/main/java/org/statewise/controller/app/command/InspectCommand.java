package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.dataset.InverseDynamics;
import org.statewise.controller.dataset.LossCoverage;
import org.statewise.controller.dataset.StreamInspection;
import org.statewise.controller.dataset.StreamInspectionText;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.dynamics.RigidBody;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise inspect}. */
@Command(name = "inspect",
    description = "Says what a recording holds and whether its units, torque signs and excitation"
        + " look right.")
public final class InspectCommand implements Callable<Integer> {
  /** Limits do not depend on it; an arm must just have a period. */
  private static final long ANY_PERIOD_NS = 4_000_000;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "MCAP recording of 'run' or 'import'.")
  private Path file;

  @Option(names = "--arm-model", paramLabel = "ARM",
      description = "iiwa7, iiwa14, an arm file (.yaml) or a serial URDF (.urdf) (default: the one in"
          + " the recording).")
  private String armModel;

  @Option(names = "--loss", paramLabel = "LOSS",
      description = "A learned loss, by word or file: says at how many of the states its weights hold, and"
          + " what they are.")
  private String loss;

  @Override
  public Integer call() throws UsageException, WorkException {
    TextFiles.checkReadable("recording", file);
    PrintWriter out = spec.commandLine().getOut();
    try (RecordingReader recording = RecordingReader.open(file)) {
      Optional<ArmModel> model = model(recording);
      Optional<ArmInfo> arm = model.map(known -> RecordedArm.ofStream(known.name(),
          recording.description().jointNames(), model, ANY_PERIOD_NS));
      // A sensor behind the gear does not feel the rotor, the motor's torque turns it too.
      List<InverseDynamics> dynamics = model.stream()
          .flatMap(known -> Stream.of(known, known.withoutRotors()))
          .<InverseDynamics>map(known -> new RigidBody(known)::inverseDynamicsInto).toList();
      recording.description().part().sentence().ifPresent(out::println);
      out.print(StreamInspectionText.render(StreamInspection.inspect(recording, arm, dynamics)));
      model.ifPresent(known -> Arms.warnings(armModel == null ? "" : armModel, known)
          .forEach(out::println));
      if (loss != null) {
        out.print(coverage(recording));
      }
      out.flush();
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private String coverage(RecordingReader recording) throws IOException, UsageException {
    LossFile learned = LearnedModels.file(LossOption.name(loss))
        .orElseThrow(() -> new UsageException(
            "--loss must be a learned one, by word or file, but is '" + loss + "'"));
    try {
      learned.forJoints(recording.jointCount());
    } catch (TrainingException e) {
      throw new UsageException("--loss: " + e.getMessage(), e);
    }
    return LossCoverage.of(recording, learned.loss(), learned.scaling()).render(loss);
  }

  private Optional<ArmModel> model(RecordingReader recording) throws IOException, UsageException {
    if (armModel != null) {
      ArmModel named = Arms.load(armModel);
      RecordedArm.checkJoints(armModel, named, recording.jointCount());
      return Optional.of(named);
    }
    return recording.description().armYaml().map(yaml -> ArmFile.parse(yaml, file + "#arm.yaml"));
  }
}
