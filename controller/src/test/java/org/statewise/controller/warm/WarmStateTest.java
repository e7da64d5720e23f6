package org.statewise.controller.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.train.ModelFileFormat;
import org.statewise.controller.train.TrainingException;

final class WarmStateTest {
  static final WarmState STATE = new WarmState(Map.of("arm", "iiwa7", "model", "network"),
      new double[]{1, -0.0, Double.MIN_VALUE, 1e300}, "1.2", 1_700_000_000_000_000_000L, 42);

  @TempDir
  private Path folder;

  @Test
  void shouldComeBackToTheBit() throws Exception {
    Path file = folder.resolve("s.pb");
    STATE.write(file);
    WarmState back = WarmState.read(file);
    assertThat(back.values()).containsExactly(STATE.values());
    assertThat(back.identity()).isEqualTo(STATE.identity());
    assertThat(back.programVersion()).isEqualTo("1.2");
    assertThat(back.savedNs()).isEqualTo(STATE.savedNs());
    assertThat(back.samples()).isEqualTo(42);
    assertThat(folder.toFile().list()).containsExactly("s.pb");
  }

  @Test
  void shouldRefuseEveryFileOfWhichOneByteIsAnother() {
    byte[] whole = STATE.toBytes();
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x20;
      assertThatThrownBy(() -> WarmState.parse("x", damaged)).as("byte %d", i)
          .isInstanceOf(TrainingException.class).hasMessageContaining("'x'");
    }
  }

  @Test
  void shouldRefuseEveryFileThatIsCutOff() {
    byte[] whole = STATE.toBytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> WarmState.parse("x", part)).as("%d bytes", length)
          .isInstanceOf(TrainingException.class);
    }
  }

  @Test
  void shouldRefuseNumbersThatAreNoneAndLayoutsItDoesNotKnow() {
    byte[] nan = ModelFileFormat.WARM_STATE.wrap(org.statewise.proto.model.WarmState.newBuilder()
        .setLayout(1).addValues(1).addValues(Double.NaN).build());
    assertThatThrownBy(() -> WarmState.parse("x", nan))
        .hasMessage("'x' is damaged: value 1 must be finite, but is NaN");
    byte[] newer = ModelFileFormat.WARM_STATE
        .wrap(org.statewise.proto.model.WarmState.newBuilder().setLayout(7).build());
    assertThatThrownBy(() -> WarmState.parse("x", newer))
        .hasMessage("'x' is a warm state of layout 7, but this program knows 1");
  }

  @Test
  void shouldSayWhatDiffersFirst() {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("arm", "iiwa7");
    wanted.put("model", "network");
    assertThat(STATE.refusal(wanted, 4)).isEmpty();
    assertThat(STATE.refusal(wanted, 5)).contains("it must have 5 values, but has 4");
    wanted.put("prior", "none");
    assertThat(STATE.refusal(wanted, 4)).contains("its prior must be none, but is unknown");
    wanted.put("arm", "iiwa14");
    assertThat(STATE.refusal(wanted, 4)).contains("its arm must be iiwa14, but is iiwa7");
  }
}
