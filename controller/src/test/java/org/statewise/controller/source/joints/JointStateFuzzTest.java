package org.statewise.controller.source.joints;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;

/** Whatever bytes come: joint states, or one sentence that names the byte or the field. */
@Tag("slow")
final class JointStateFuzzTest {
  private final JointSample sample = new JointSample();

  @FuzzTest(maxDuration = "1m")
  void shouldBeCdrOrASentence(byte[] data) {
    check(RosJointStateDecoder.cdr(), data);
  }

  @FuzzTest(maxDuration = "1m")
  void shouldBeRos1OrASentence(byte[] data) {
    check(RosJointStateDecoder.ros1(), data);
  }

  @FuzzTest(maxDuration = "1m")
  void shouldBeJsonOrASentence(byte[] data) {
    check(new FoxgloveJsonDecoder(), data);
  }

  @FuzzTest(maxDuration = "1m")
  void shouldBeASchemaOrASentence(byte[] data) {
    try {
      check(new FoxgloveProtobufDecoder(ByteBuffer.wrap(data)), data);
    } catch (DecodeException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private void check(JointStateDecoder decoder, byte[] data) {
    // In the middle of other bytes, as in a chunk.
    byte[] among = new byte[data.length + 32];
    System.arraycopy(data, 0, among, 16, data.length);
    try {
      decoder.decode(among, 16, data.length, sample);
      assertThat(sample.count).isLessThanOrEqualTo(data.length);
      assertThat(sample.position).hasSizeGreaterThanOrEqualTo(sample.count);
    } catch (DecodeException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
