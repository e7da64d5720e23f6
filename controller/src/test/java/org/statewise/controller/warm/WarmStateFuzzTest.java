package org.statewise.controller.warm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.statewise.controller.train.ModelFileFormat;
import org.statewise.controller.train.TrainingException;

/** Whatever bytes come: a state of finite numbers, or one sentence. */
@Tag("slow")
final class WarmStateFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void shouldBeAStateOrASentence(byte[] data) {
    check(data);
    // Past the checksum, which a fuzzer would not guess.
    try {
      check(ModelFileFormat.WARM_STATE
          .wrap(org.statewise.proto.model.WarmState.parseFrom(data)));
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      assertThat(e).isNotNull();
    }
  }

  private static void check(byte[] data) {
    try {
      WarmState state = WarmState.parse("x", data);
      assertThat(Arrays.stream(state.values()).allMatch(Double::isFinite)).isTrue();
      assertThat(state.refusal(Map.of("arm", "none such"), 3)).isPresent();
      assertThat(WarmState.parse("x", state.toBytes()).values()).containsExactly(state.values());
    } catch (TrainingException e) {
      assertThat(e.getMessage()).contains("'x'").doesNotContain("\n");
    }
  }
}
