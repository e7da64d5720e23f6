package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.record.RecordingKind;

/** How recordings and streams are cut, joined and refused. */
final class RecordedStreamsTest extends RecordedSamplesFixture {
  @Test
  void shouldCutStreamsWhereTheControllerStartsOver() throws Exception {
    makeTicks();
    DataSet data = RecordedSamples.read(List.of(write(RecordingKind.RUN)),
        seer(TorqueTarget.COMMANDED));
    // States are lost at 36, 73, 110 and 147, and the clock jumps at 80.
    assertThat(data.streams()).isEqualTo(6);
    assertThat(data.start(0)).isZero();
    assertThat(data.end(0)).isEqualTo(data.start(1)).isEqualTo(36 - 10 - 2);
    assertThat(data.end(5)).isEqualTo(data.samples());
    assertThat(data.files().getFirst().samples()).isEqualTo(data.samples());
    assertThat(data.files().getFirst().sha256()).matches("[0-9a-f]{64}");
    assertThat(data.jointNames()).containsExactly("A1", "A2");
    assertThat(data.arm()).isEqualTo("toy");
  }

  @Test
  void shouldPassOverSamplesThatAreNoNumbers() throws Exception {
    makeTicks();
    ticks.get(20).state.tau[1] = Double.NaN;
    DataSet data = RecordedSamples.read(List.of(write(RecordingKind.RUN)),
        seer(TorqueTarget.MEASURED));
    assertThat(data.streams()).isEqualTo(7);
    assertThat(data.end(0)).isEqualTo(20 - 11);
  }

  @Test
  void shouldJoinSeveralRecordings() throws Exception {
    makeTicks();
    Path run = write(RecordingKind.RUN);
    Path stream = write(RecordingKind.STREAM);
    RecordedSamples.Seer measured = seer(TorqueTarget.MEASURED);
    DataSet one = RecordedSamples.read(List.of(run), measured);
    DataSet both = RecordedSamples.read(List.of(run, stream), measured);
    assertThat(both.files()).hasSize(2);
    assertThat(both.start(one.streams())).isEqualTo(one.samples());
    assertThat(both.samples())
        .isEqualTo(both.files().getFirst().samples() + both.files().get(1).samples());
  }

  @Test
  void shouldRefuseCommandedTorquesOfAStream() throws Exception {
    makeTicks();
    Path stream = write(RecordingKind.STREAM);
    assertThatThrownBy(
        () -> RecordedSamples.read(List.of(stream), seer(TorqueTarget.COMMANDED)))
        .isInstanceOf(TrainingException.class).hasMessage(stream + ": an imported stream has no"
            + " commanded torques, so the target must be measured, but is commanded");
  }

  @Test
  void shouldRefuseWhatGivesNoSamples() throws Exception {
    makeTicks();
    ticks.subList(11, ticks.size()).clear();
    Path run = write(RecordingKind.RUN);
    assertThatThrownBy(() -> RecordedSamples.read(List.of(run), seer(TorqueTarget.COMMANDED)))
        .hasMessage(run + ": a recording must give at least one sample, but none of its ticks"
            + " completes one");
    Path text = Files.writeString(folder.resolve("text.mcap"), "no recording");
    assertThatThrownBy(() -> RecordedSamples.read(List.of(text), seer(TorqueTarget.COMMANDED)))
        .isInstanceOf(IOException.class).hasMessageContaining("text.mcap");
  }

  @Test
  void shouldRefuseToMixTorqueScales() throws Exception {
    makeTicks();
    Path run = write(RecordingKind.RUN);
    Path stream = write(RecordingKind.STREAM);
    RecordedSamples.Seer mixed = recording -> new RecordedSamples.Sight(
        recording.description().kind() == RecordingKind.RUN ? SCALE : List.of(1.0, 1.0), PERIOD_NS,
        TorqueTarget.MEASURED, new PriorSpec.None().build(Optional.empty(), JOINTS, false));
    assertThatThrownBy(() -> RecordedSamples.read(List.of(run, stream), mixed))
        .hasMessage("the samples of 'STREAM.mcap' must have the torque scale [100.0, 50.0] Nm like"
            + " those before, but have [1.0, 1.0]");
  }
}
