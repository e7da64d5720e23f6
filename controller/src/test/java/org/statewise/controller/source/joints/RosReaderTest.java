package org.statewise.controller.source.joints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of CDR that few writers use, and what cannot be read. */
final class RosReaderTest {
  private final JointSample sample = new JointSample();

  /** One joint "a" at q 1.5, qd empty, tau -2, stamped 3 s and 4 ns. */
  private static byte[] message(int kind, int alignment, boolean big) {
    ByteBuffer out = ByteBuffer.allocate(128);
    out.put((byte) 0).put((byte) kind).putShort((short) 0);
    ByteBuffer body = out.slice().order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    body.putInt(3).putInt(4).putInt(1).put((byte) 0);
    pad(body, 4).putInt(1).putInt(2).put("a\0".getBytes(StandardCharsets.US_ASCII));
    pad(body, 4).putInt(1);
    pad(body, alignment).putDouble(1.5).putInt(0).putInt(1);
    pad(body, alignment).putDouble(-2);
    return Arrays.copyOf(out.array(), 4 + body.position());
  }

  private static ByteBuffer pad(ByteBuffer body, int alignment) {
    while (body.position() % alignment != 0) {
      body.put((byte) 0);
    }
    return body;
  }

  @ParameterizedTest
  @CsvSource({"0, 8, true", "1, 8, false", "6, 4, true", "7, 4, false", "16, 4, true",
    "17, 4, false"})
  void shouldReadBothByteOrdersOfBothVersions(int kind, int alignment, boolean big)
      throws DecodeException {
    byte[] bytes = message(kind, alignment, big);
    RosJointStateDecoder.cdr().decode(bytes, 0, bytes.length, sample);
    assertThat(sample.stampNs).isEqualTo(3_000_000_004L);
    assertThat(sample.names).containsExactly("a");
    assertThat(sample.position[0]).isEqualTo(1.5);
    assertThat(sample.velocity[0]).isNaN();
    assertThat(sample.effort[0]).isEqualTo(-2);
  }

  @Test
  void shouldNameTheByteWhereverAMessageIsCut() {
    byte[] bytes = message(1, 8, false);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RosJointStateDecoder.cdr().decode(cut, 0, cut.length, sample))
          .isInstanceOf(DecodeException.class).hasMessageStartingWith("byte ");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAMessage() {
    byte[] list = message(1, 8, false);
    list[1] = 3;
    assertThatThrownBy(() -> RosJointStateDecoder.cdr().decode(list, 0, list.length, sample))
        .hasMessage("byte 0: the CDR encapsulation must be plain CDR (0000, 0001, 0006, 0007, 0010"
            + " or 0011), but is 0003");
    byte[] open = message(1, 8, false);
    open[16] = 'x';
    assertThatThrownBy(() -> RosJointStateDecoder.cdr().decode(open, 0, open.length, sample))
        .hasMessage("byte 16: header.frame_id must end with a zero byte");
  }

  @Test
  void shouldThrowNothingButItsOwnExceptionForMutatedMessages() {
    SplittableRandom random = new SplittableRandom(16);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = message(1, 8, false);
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      RosJointStateDecoder decoder = round % 2 == 0
          ? RosJointStateDecoder.cdr()
          : RosJointStateDecoder.ros1();
      try {
        decoder.decode(bytes, 0, bytes.length, sample);
      } catch (DecodeException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }
}
