package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.models.loss.InputRange;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.LinkFeatures;
import org.statewise.models.online.Scaling;
import org.statewise.proto.model.LearnedMemory;
import org.statewise.proto.model.ModelFile;

final class MemoryFileTest {
  private static final int LINKS = LinkFeatures.count(2);

  private final MemoryFile written = file();

  @TempDir
  private Path folder;

  private static DMatrixRMaj directions(double first) {
    DMatrixRMaj d = new DMatrixRMaj(2, 4 + LINKS);
    for (int i = 0; i < d.getNumElements(); i++) {
      d.data[i] = first + i;
    }
    return d;
  }

  private static MemoryFile file() {
    DMatrixRMaj links = new DMatrixRMaj(2, LINKS);
    links.set(1, 11, 0.5);
    return file(links);
  }

  private static MemoryFile file(DMatrixRMaj links) {
    Mlp mlp = Mlp.of(7, List.of(4, 3), 2);
    Parameters theta = mlp.newParameters();
    mlp.initialise(theta, new SplittableRandom(5));
    LossSpec.Structured kind = new LossSpec.Structured();
    return new MemoryFile(new org.statewise.models.online.LearnedMemory(List.of(4, 3), theta,
        List.of(directions(10), directions(20)), links, new double[]{0.1, 0.2},
        new InputRange(new double[]{-1, -2, -3, -4, -5, -6}, new double[6]),
        Scaling.uniform(1, 2, 3, new double[]{50, 20})),
        new LossSpec.Trained(kind,
            new Parameters(List.of(new DMatrixRMaj(2, 1, true, 700, 2.5)))),
        1e-5, List.of("A1", "A2"), "toy", new TrainingRecord(List.of(), List.of(),
            Map.of("inner", "closed-loop"), 3, "0.1.0", Instant.EPOCH, new TestError(2, 3),
            new TestError(1, 1.5)));
  }

  @Test
  void shouldGiveBackWhatWasWritten() throws Exception {
    Path path = folder.resolve("memory.pb");
    written.write(path);
    MemoryFile read = MemoryFile.read(path);
    assertThat(read.toBytes()).isEqualTo(written.toBytes());
    assertThat(read.memory().theta().toArray())
        .containsExactly(written.memory().theta().toArray());
    assertThat(read.memory().directions().get(1).get(1, 3)).isEqualTo(20 + 16 + 3);
    assertThat(read.memory().linkMean().get(1, 11)).isEqualTo(0.5);
    assertThat(read.memory().knowsLinks()).isTrue();
    assertThat(read.memory().spread()).containsExactly(0.1, 0.2);
    assertThat(read.memory().range().low()).containsExactly(-1, -2, -3, -4, -5, -6);
    assertThat(read.loss().phi().toArray()).containsExactly(700, 2.5);
    assertThat(read.training()).isEqualTo(written.training());
    assertThat(read.forJoints(2).leak()).isEqualTo(1e-5);
  }

  @Test
  void shouldNoticeEveryDamagedByte() {
    byte[] bytes = written.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x20;
      assertThatThrownBy(() -> MemoryFile.parse("x", damaged)).as("byte %d", i)
          .isInstanceOf(TrainingException.class).hasMessageStartingWith("'x' ");
    }
  }

  @Test
  void shouldRefuseWhatDoesNotFit() throws Exception {
    assertThatThrownBy(() -> written.forJoints(7)).hasMessage(
        "the memory of a network must be of an arm of 7 joints, but was trained for 2");
    LearnedMemory message = LearnedMemory.parseFrom(
        ModelFile.parseFrom(written.toBytes()).getPayload());
    refused(message.toBuilder().setHidden(0, 5).build(), "of 2 joints and hidden layers [5, 3]");
    refused(message.toBuilder().setHidden(0, 1 << 30).build(), "each 1 to 4096 wide");
    refused(message.toBuilder().clearHidden().build(), "must have a hidden layer");
    refused(message.toBuilder().addJointNames("A3").build(), "for 3 joints");
    refused(message.toBuilder().setSpread(0, -1).build(), "a spread above 0");
    refused(message.toBuilder().setLow(0, 1).build(), "bounds must be finite and in order");
    refused(message.toBuilder().clearDirections().build(), "equally many directions");
    refused(message.toBuilder().clearLinkMean().build(), "directions of 4 numbers");
    refused(message.toBuilder().clearLoss().build(), "kind must be structured");
    refused(message.toBuilder().setLeak(0).build(), "leak must be at least 1e-8");
  }

  @Test
  void shouldBringNoneAlongForAnArmThatItDoesNotKnow() throws Exception {
    assertThat(MemoryFile.shipped("no-such-arm")).isEmpty();
    assertThat(MemoryFile.shipped("../losses/mlp")).isEmpty();
  }

  private static void refused(LearnedMemory message, String sentence) {
    byte[] bytes = ModelFileFormat.MEMORY.wrap(message);
    assertThatThrownBy(() -> MemoryFile.parse("x", bytes))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(sentence);
  }
}
