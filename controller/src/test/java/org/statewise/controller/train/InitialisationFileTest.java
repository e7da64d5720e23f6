package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.NetworkInitialisation;
import org.statewise.models.online.Scaling;
import org.statewise.proto.model.LearnedStart;
import org.statewise.proto.model.ModelFile;

class InitialisationFileTest {
  private final InitialisationFile written = file();

  @TempDir
  private Path folder;

  private static InitialisationFile file() {
    Mlp mlp = Mlp.of(6, List.of(4, 3), 2);
    Parameters theta = mlp.newParameters();
    mlp.initialise(theta, new SplittableRandom(5));
    return new InitialisationFile(
        new NetworkInitialisation(List.of(4, 3), theta,
            Scaling.uniform(1, 2, 3, new double[]{50, 20})),
        List.of("A1", "A2"), "toy", new TrainingRecord(List.of(), List.of(),
            Map.of("inner", "maml"), 3, "0.1.0", Instant.EPOCH, new TestError(2, 3),
            new TestError(1, 1.5)));
  }

  @Test
  void shouldGiveBackWhatWasWritten() throws Exception {
    Path path = folder.resolve("start.pb");
    written.write(path);
    InitialisationFile read = InitialisationFile.read(path);
    assertThat(read.start().hidden()).containsExactly(4, 3);
    assertThat(read.start().theta().toArray())
        .containsExactly(written.start().theta().toArray());
    assertThat(read.start().scaling().qdd()).containsExactly(3, 3);
    assertThat(read.training()).isEqualTo(written.training());
    assertThat(read.toBytes()).isEqualTo(written.toBytes());
    assertThat(read.forJoints(2)).isSameAs(read.start());
  }

  @Test
  void shouldNoticeEveryDamagedByte() {
    byte[] bytes = written.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x20;
      assertThatThrownBy(() -> InitialisationFile.parse("x", damaged)).as("byte %d", i)
          .isInstanceOf(TrainingException.class).hasMessageStartingWith("'x' ");
    }
  }

  @Test
  void shouldRefuseWhatDoesNotFit() throws Exception {
    assertThatThrownBy(() -> written.forJoints(7)).hasMessage(
        "the start of a network must be of an arm of 7 joints, but was trained for 2");
    LearnedStart message = LearnedStart.parseFrom(
        ModelFile.parseFrom(written.toBytes()).getPayload());
    refused(message.toBuilder().setHidden(0, 5).build(), "a network of 2 joints and hidden layers"
        + " [5, 3] needs");
    refused(message.toBuilder().setHidden(0, 1 << 30).build(), "each 1 to 4096 wide");
    refused(message.toBuilder().addJointNames("A3").build(), "must have scaling for 3 joints");
    refused(message.toBuilder().setTheta(1, message.getTheta(1).toBuilder().setValues(0,
        Double.NaN)).build(), "finite parameters");
    refused(message.toBuilder().removeTheta(0).build(), "parameters of its shapes");
  }

  private static void refused(LearnedStart message, String sentence) {
    byte[] bytes = ModelFileFormat.START.wrap(message);
    assertThatThrownBy(() -> InitialisationFile.parse("x", bytes))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining(sentence);
  }
}
