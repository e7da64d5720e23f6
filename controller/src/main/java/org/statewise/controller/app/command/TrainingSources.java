package org.statewise.controller.app.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.dataset.StreamInspection;
import org.statewise.controller.dataset.StreamReport;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.TickSource;
import org.statewise.controller.train.RecordedSamples;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;

/**
 * How meta-training sees recordings: as the controller that will use the loss sees its arm.
 * Commanded torques of runs, measured ones of streams, unless told otherwise.
 */
final class TrainingSources implements RecordedSamples.Seer {
  private final Optional<TorqueTarget> target;
  private final PriorSpec prior;
  private final Optional<ArmModel> model;

  /**
   * @param target for all recordings; empty for the default
   * @param model instead of the recordings' own; may be empty
   */
  TrainingSources(Optional<TorqueTarget> target, PriorSpec prior, Optional<ArmModel> model) {
    this.target = target;
    this.prior = prior;
    this.model = model;
  }

  @Override
  public RecordedSamples.Sight sight(TickSource recording)
      throws TrainingException, IOException {
    boolean isRun = recording.description().kind() == RecordingKind.RUN;
    try {
      Optional<ArmModel> arm = model.isPresent()
          ? model
          : recording.description().armYaml().map(text -> ArmFile.parse(text, "arm.yaml"));
      TorqueTarget torque = target
          .orElse(isRun ? TorqueTarget.COMMANDED : TorqueTarget.MEASURED);
      int joints = recording.jointCount();
      if (isRun) {
        ArmInfo info = RecordedArm.ofRun(recording.description().metadata());
        return new RecordedSamples.Sight(RecordedArm.torqueLimits(info), info.periodNs(), torque,
            prior(arm, joints, info.gravityCompensated()));
      }
      return new RecordedSamples.Sight(streamScale(recording, arm), periodNs(recording), torque,
          prior(arm, joints, false));
    } catch (UsageException e) {
      throw new TrainingException(e.getMessage(), e);
    }
  }

  private Prior prior(Optional<ArmModel> arm, int joints, boolean gravityCompensated) {
    return prior.build(arm, joints, gravityCompensated);
  }

  private static List<Double> streamScale(TickSource recording, Optional<ArmModel> arm)
      throws IOException, UsageException {
    Optional<double[]> own = recording.description().torqueScaleNm();
    if (own.isPresent()) {
      return Arrays.stream(own.get()).boxed().toList();
    }
    return arm
        .orElseThrow(() -> new UsageException(
            "a stream must say its torqueScaleNm or its arm, but says neither: name the arm with"
                + " --arm-model"))
        .joints().stream().map(joint -> joint.limits().tauMaxNm()).toList();
  }

  /** Of a stream: what lies between most of its rows, as for a replay of it. */
  private static long periodNs(TickSource recording) throws IOException {
    StreamReport report = StreamInspection.inspect(recording, Optional.empty(), List.of());
    recording.rewind();
    return Math.round(report.timing().p50Seconds() * 1e9);
  }
}
