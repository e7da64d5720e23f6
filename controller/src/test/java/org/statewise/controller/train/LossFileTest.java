package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.Positivity;
import org.statewise.models.loss.TrainedStates;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.Scaling;
import org.statewise.proto.model.LearnedLoss;
import org.statewise.proto.model.ModelFile;

class LossFileTest {
  private static final int JOINTS = 3;

  @TempDir
  private Path folder;

  static Stream<LossSpec> kinds() {
    return Stream.of(new LossSpec.Structured(), new LossSpec.Structured(Positivity.RAW),
        new LossSpec.StateDependent(4, Positivity.RAW), new LossSpec.Network(List.of(5, 6)),
        new LossSpec.Network(List.of()));
  }

  private static LossFile file(LossSpec kind) {
    Parameters phi = kind.build(JOINTS, new SplittableRandom(7)).phi();
    return new LossFile(new LossSpec.Trained(kind, phi),
        new Scaling(new double[]{1, 2, 3}, new double[]{4, 5, 6}, new double[]{7, 8, 9},
            new double[]{320, 176, 0.1}),
        List.of("A1", "A2", "A3"), "iiwa7",
        new TrainingRecord(List.of(new DataFile("a.mcap", "00ff", 7)),
            List.of(new DataFile("b.mcap", "11ee", 9)), Map.of("eta", "0.1", "loss", kind.word()),
            3, "0.1.0", Instant.parse("2026-11-22T12:00:00.5Z"), new TestError(0.5, 50),
            new TestError(0.25, 25)));
  }

  private static byte[] wrapped(LearnedLoss message) {
    return ModelFileFormat.LOSS.wrap(message);
  }

  @Test
  void shouldKeepTheFilterThatALossWasLearnedFor() throws Exception {
    LossFile plain = file(new LossSpec.Structured());
    LearnedFilter filter = new LearnedFilter(plain.loss(), 0.003, 0.07,
        "features=8,length=2.0,friction=own");
    LossFile read = LossFile.parse("x", new LossFile(plain.loss(), plain.scaling(),
        plain.jointNames(), plain.arm(), plain.training(), Optional.of(filter)).toBytes());
    assertThat(read.filter().orElseThrow().leak()).isEqualTo(0.003);
    assertThat(read.filter().orElseThrow().qOverR()).isEqualTo(0.07);
    assertThat(read.filter().orElseThrow().features()).isEqualTo(filter.features());
    assertThat(LossFile.parse("x", plain.toBytes()).filter()).isEmpty();
    LearnedLoss message = LearnedLoss.parseFrom(
        ModelFile.parseFrom(read.toBytes()).getPayload());
    byte[] wild = wrapped(message.toBuilder().setFilter(message.getFilter().toBuilder()
        .setLeak(2)).build());
    assertThatThrownBy(() -> LossFile.parse("x", wild)).isInstanceOf(TrainingException.class)
        .hasMessageContaining("leak must be at least 1e-8 and below 1, got 2.0");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldGiveBackWhatWasWritten(LossSpec kind) throws Exception {
    Path path = folder.resolve("loss.pb");
    LossFile written = file(kind);
    written.write(path);
    LossFile read = LossFile.read(path);
    assertThat(read.loss().kind()).isEqualTo(kind);
    assertThat(read.loss().phi().toArray()).containsExactly(written.loss().phi().toArray());
    assertThat(read.scaling().qdd()).containsExactly(7, 8, 9);
    assertThat(read.scaling().tauMax()).containsExactly(320, 176, 0.1);
    assertThat(read.jointNames()).containsExactly("A1", "A2", "A3");
    assertThat(read.arm()).isEqualTo("iiwa7");
    assertThat(read.training()).isEqualTo(written.training());
    assertThat(read.toBytes()).isEqualTo(written.toBytes());
    assertThat(read.forJoints(3).build(3, new SplittableRandom(1)).phi().toArray())
        .containsExactly(written.loss().phi().toArray());
  }

  @Test
  void shouldGiveBackTheStatesOfTheTrainingAndRefuseDamagedOnes() throws Exception {
    LossFile plain = file(new LossSpec.StateDependent(4, Positivity.SOFTPLUS));
    TrainedStates states = new TrainedStates(new double[]{-1, -2, -3, -4, -5, -6},
        new double[]{1, 2, 3, 4, 5, 6}, new TrainedStates.Weights(new double[]{10, 20, 30},
            new double[]{12, 22, 32}, new double[]{11, 21, 31}));
    LossFile read = LossFile.parse("x", plain.with(plain.loss().on(states)).toBytes());
    TrainedStates back = read.loss().states().orElseThrow();
    assertThat(back.low()).containsExactly(-1, -2, -3, -4, -5, -6);
    assertThat(back.high()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(back.weights().least()).containsExactly(10, 20, 30);
    assertThat(back.weights().most()).containsExactly(12, 22, 32);
    assertThat(back.weights().mean()).containsExactly(11, 21, 31);
    LearnedLoss message = LossMessages.toProto(read);
    int high = message.getPhiCount() - 4;
    byte[] damaged = wrapped(message.toBuilder().setPhi(high,
        message.getPhi(high).toBuilder().setValues(0, -7)).build());
    assertThatThrownBy(() -> LossFile.parse("x", damaged))
        .hasMessageContaining("bounds must be finite and in order");
    assertThatThrownBy(() -> plain.requireStates("x.pb"))
        .hasMessageContaining("must say at which states it was trained");
  }

  @Test
  void shouldRefuseAnotherArm() {
    assertThatThrownBy(() -> file(new LossSpec.Structured()).forJoints(7))
        .isInstanceOf(TrainingException.class).hasMessage(
            "the structured loss must be of an arm of 7 joints, but was trained for 3");
  }

  @Test
  void shouldSayThatItIsAnotherArmsWithFigures() {
    LossFile loss = file(new LossSpec.Structured());
    assertThat(loss.difference("x", "iiwa7", List.of(320.0, 176.0, 0.1))).isEmpty();
    assertThat(loss.difference("x", "", List.of(390.0, 150.0, 0.1))).isEmpty();
    assertThat(loss.difference("x", "iiwa14", List.of(320.0, 176.0, 0.1)).orElseThrow())
        .contains("the loss 'x' was trained on iiwa7", "but is used on iiwa14");
    assertThat(loss.difference("x", "iiwa7", List.of(320.0, 88.0, 0.11)).orElseThrow())
        .contains("with the torque scale [320.0, 176.0, 0.1] Nm", "with [320.0, 88.0, 0.11] Nm"
            + " (A2 by a factor of 0.50)");
  }

  @Test
  void shouldRefuseAMissingAndAForeignFile() throws IOException {
    Path missing = folder.resolve("missing.pb");
    assertThatThrownBy(() -> LossFile.read(missing))
        .hasMessage("there is no file '" + missing + "'");
    Path foreign = Files.writeString(folder.resolve("foreign.pb"), "loss: structured\n");
    assertThatThrownBy(() -> LossFile.read(foreign)).hasMessage("'" + foreign
        + "' is no file of a statewise learned loss: it must begin with these words, but does not");
    assertThatThrownBy(() -> LossFile.parse("x", new byte[0]))
        .hasMessageContaining("is no file of a statewise learned loss");
  }

  @Test
  void shouldRefuseADamagedFile() {
    byte[] bytes = file(new LossSpec.Structured()).toBytes();
    bytes[bytes.length - 20] ^= 1;
    assertThatThrownBy(() -> LossFile.parse("x.pb", bytes)).isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("'x.pb' is damaged: the checksum of its contents must be ");
    byte[] whole = file(new LossSpec.Structured()).toBytes();
    byte[] cut = Arrays.copyOf(whole, whole.length - 5);
    assertThatThrownBy(() -> LossFile.parse("x.pb", cut))
        .hasMessageStartingWith("'x.pb' is damaged or cut off: ");
  }

  @Test
  void shouldRefuseANewerFile() throws Exception {
    byte[] newer = ModelFile.parseFrom(file(new LossSpec.Structured()).toBytes()).toBuilder()
        .setFormatVersion(2).build().toByteArray();
    assertThatThrownBy(() -> LossFile.parse("x.pb", newer)).hasMessage(
        "'x.pb' has format version 2, but this program reads versions up to 1");
  }

  @Test
  void shouldRefuseContentsThatContradictEachOther() {
    LearnedLoss good = LossMessages.toProto(file(new LossSpec.StateDependent()));
    assertThatThrownBy(
        () -> LossFile.parse("x", wrapped(good.toBuilder().clearJointNames().build())))
        .hasMessage("'x' holds no valid loss: it must name 1 to 64 joints, but names 0");
    assertThatThrownBy(
        () -> LossFile.parse("x", wrapped(good.toBuilder().addJointNames("A4").build())))
        .hasMessageContaining("must have scaling for 4 joints, one a name, but has it for 3");
    assertThatThrownBy(() -> LossFile.parse("x", wrapped(good.toBuilder().addHidden(3).build())))
        .hasMessageContaining("must have one hidden layer, but has 2");
    assertThatThrownBy(() -> LossFile.parse("x",
        wrapped(good.toBuilder().setPhi(0, good.getPhi(0).toBuilder().setRows(-1)).build())))
        .hasMessageContaining("block 0 of phi must have 4294967295 x 6 values, but has 192");
    assertThatThrownBy(() -> LossFile.parse("x", wrapped(good.toBuilder().setKindValue(9).build())))
        .hasMessageContaining("but is number 9");
    assertThatThrownBy(() -> LossFile.parse("x",
        wrapped(good.toBuilder().setPhi(1, good.getPhi(1).toBuilder().setValues(0, Double.NaN))
            .build())))
        .hasMessageContaining("phi must be finite");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldAnswerAnyBytesWithASentence(LossSpec kind) throws Exception {
    byte[] whole = file(kind).toBytes();
    byte[] payload = ModelFile.parseFrom(whole).getPayload().toByteArray();
    SplittableRandom random = new SplittableRandom(11);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      // Half of them get past the checksum.
      byte[] bytes = i % 2 == 0
          ? mutated(whole, random)
          : resealed(whole, mutated(payload, random));
      try {
        LossFile.parse("fuzz", bytes).forJoints(JOINTS);
      } catch (TrainingException e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static byte[] mutated(byte[] good, SplittableRandom random) {
    byte[] bytes = random.nextInt(4) == 0
        ? Arrays.copyOf(good, random.nextInt(good.length + 20))
        : good.clone();
    for (int k = random.nextInt(4); k >= 0 && bytes.length > 0; k--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] resealed(byte[] whole, byte[] payload) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return ModelFile.parseFrom(whole).toBuilder().setPayload(ByteString.copyFrom(payload))
        .setCrc32C((int) crc.getValue()).build().toByteArray();
  }
}
