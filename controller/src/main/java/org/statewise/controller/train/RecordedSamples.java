package org.statewise.controller.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.adapt.Sample;
import org.statewise.controller.adapt.SampleBuilder;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.Prior;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.record.TickSource;
import org.statewise.models.online.Scaling;

/**
 * Reads the samples of recordings as the controller's adapter would have seen them: the same
 * builder, fed by the ticks in which a task ran, and the torque that the prior leaves.
 */
public final class RecordedSamples {
  private final Sight sight;
  private final Scaling scaling;
  private final SampleBuilder builder;
  private final Sample sample;
  private final double[] priorTorque;
  private final List<Integer> starts = new ArrayList<>();
  private double[] inputs;
  private double[] taus;
  private int count;

  /** Whether the next sample goes on where the last one was. */
  private boolean connected;
  private long lastArmTimeNs;

  /**
   * How a recording's arm is seen.
   *
   * @param torqueScaleNm what torques are divided by, one a joint
   * @param periodNs of the recording
   * @param target which torque is to be predicted
   * @param prior what is not to be learned
   */
  public record Sight(List<Double> torqueScaleNm, long periodNs, TorqueTarget target,
      Prior prior) {}

  /** Finds out how a recording is to be seen. */
  public interface Seer {
    /**
     * How {@code recording} is to be seen.
     *
     * @throws TrainingException if it does not say enough of itself
     */
    Sight sight(TickSource recording) throws TrainingException, IOException;
  }

  private RecordedSamples(int joints, Sight sight) {
    this.sight = sight;
    scaling = ModelScaling.of(sight.torqueScaleNm());
    builder = new SampleBuilder(joints, sight.target(),
        ModelScaling.longestStepNs(sight.periodNs()));
    sample = new Sample(joints);
    priorTorque = new double[joints];
    inputs = new double[3 * joints * 1024];
    taus = new double[joints * 1024];
  }

  /**
   * The samples of several recordings, one after the other.
   *
   * @throws TrainingException if one gives no sample, or is of another arm than those before
   * @throws IOException if one cannot be read, with a sentence
   */
  public static DataSet read(List<Path> files, Seer seer) throws TrainingException, IOException {
    List<DataSet> parts = new ArrayList<>();
    for (Path file : files) {
      try (RecordingReader recording = RecordingReader.open(file)) {
        parts.add(read(file, recording, seer.sight(recording)));
      } catch (IllegalArgumentException e) {
        throw new TrainingException(file + ": " + e.getMessage(), e);
      }
    }
    return DataSet.concatenated(parts);
  }

  private static DataSet read(Path file, RecordingReader recording, Sight sight)
      throws IOException, TrainingException {
    return read(file.toString(), file.getFileName().toString(), DataFile.checksum(file), recording,
        sight).orElseThrow(
            () -> new TrainingException(file + ": a recording must give at least one"
                + " sample, but none of its ticks completes one"));
  }

  /**
   * The samples of one recording or a part of one; empty if none of its ticks completes one.
   *
   * @param file for sentences
   * @param name in what is learned
   * @param sha256 of the bytes that its ticks are in
   * @throws TrainingException if it cannot be seen so
   */
  public static Optional<DataSet> read(String file, String name, String sha256,
      TickSource recording, Sight sight) throws IOException, TrainingException {
    int joints = recording.jointCount();
    if (sight.torqueScaleNm().size() != joints) {
      throw new TrainingException(file + ": its torque scale must have " + joints
          + " values, one a joint, but has " + sight.torqueScaleNm().size());
    }
    if (recording.description().kind() == RecordingKind.STREAM
        && sight.target() == TorqueTarget.COMMANDED) {
      throw new TrainingException(file + ": an imported stream has no commanded torques, so the"
          + " target must be measured, but is commanded");
    }
    RecordedSamples reader = new RecordedSamples(joints, sight);
    while (recording.next()) {
      reader.take(recording.tick());
    }
    if (reader.count == 0) {
      return Optional.empty();
    }
    Map<String, String> words = recording.description().metadata();
    return Optional.of(new DataSet(
        new DataSet.Description(List.of(new DataFile(name, sha256, reader.count)),
            words.getOrDefault("arm", ""), recording.description().jointNames(), reader.scaling),
        Arrays.copyOf(reader.inputs, 3 * joints * reader.count),
        Arrays.copyOf(reader.taus, joints * reader.count), reader.starts));
  }

  private void take(TickRecord tick) {
    if (tick.await != AwaitResult.FRESH || tick.phase != LoopPhase.RUNNING) {
      builder.restart();
      connected = false;
      return;
    }
    JointState state = tick.state;
    long stepNs = state.armTimeNs - lastArmTimeNs;
    connected &= stepNs > 0 && stepNs <= ModelScaling.longestStepNs(sight.periodNs());
    lastArmTimeNs = state.armTimeNs;
    boolean complete = builder.offer(state, tick.u, sample) && subtractPrior();
    if (complete) {
      append();
    }
    connected = complete;
  }

  /** Whether the sample holds numbers alone; one that does not teaches nothing. */
  private boolean subtractPrior() {
    sight.target().priorInto(sight.prior(), sample.q, sample.qd, sample.qdd, priorTorque);
    double sum = 0;
    for (int j = 0; j < priorTorque.length; j++) {
      sample.tau[j] -= priorTorque[j];
      sum += sample.q[j] + sample.qd[j] + sample.qdd[j] + sample.tau[j];
    }
    return Double.isFinite(sum);
  }

  private void append() {
    if (!connected) {
      starts.add(count);
    }
    int n = priorTorque.length;
    if (n * (count + 1) > taus.length) {
      inputs = Arrays.copyOf(inputs, 2 * inputs.length);
      taus = Arrays.copyOf(taus, 2 * taus.length);
    }
    scaling.inputInto(sample.q, sample.qd, sample.qdd, inputs, 3 * n * count);
    scaling.torqueInto(sample.tau, taus, n * count);
    count++;
  }
}
