package org.statewise.controller.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets pass, however they are read; what is too long does not. */
final class PacketBoundTest {
  private static final int MOST = 70_000;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private void packet(int length) {
    sent.write(0x30);
    int left = length;
    do {
      sent.write(left > 0x7f ? (left & 0x7f) | 0x80 : left);
      left >>= 7;
    } while (left > 0);
    for (int i = 0; i < length; i++) {
      // Bytes that would be lengths without end, if they were taken for such.
      sent.write(0xff);
    }
  }

  private InputStream bound() {
    return new PacketBound(new ByteArrayInputStream(sent.toByteArray()), MOST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void shouldPassPacketsOfAnyLengthUpToTheBound(int most) throws IOException {
    for (int length : new int[]{0, 1, 127, 128, 16_383, 16_384, MOST, 0, 5}) {
      packet(length);
    }
    SplittableRandom random = new SplittableRandom(1);
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    byte[] buffer = new byte[most];
    InputStream in = bound();
    for (int count = 0; count >= 0; count = in.read(buffer, 0, 1 + random.nextInt(most))) {
      got.write(buffer, 0, count);
    }
    assertThat(got.toByteArray()).isEqualTo(sent.toByteArray());
  }

  @Test
  void shouldEndTheConnectionBeforeAPacketThatIsTooLong() throws IOException {
    packet(3);
    packet(MOST + 1);
    DataInputStream in = new DataInputStream(bound());
    in.readFully(new byte[5]);
    assertThat(in.readByte()).isEqualTo((byte) 0x30);
    assertThatThrownBy(() -> in.readFully(new byte[3])).isInstanceOf(IOException.class)
        .hasMessageContaining("a packet of 70001 bytes, more than 70000");
  }

  @Test
  void shouldEndTheConnectionAtALengthThatIsNone() {
    sent.writeBytes(new byte[]{0x30, -1, -1, -1, -1, 1});
    assertThatThrownBy(() -> bound().read(new byte[10], 0, 10))
        .hasMessageContaining("whose length is no number");
  }
}
