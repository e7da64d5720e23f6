package org.statewise.controller.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets pass, however they are read; what is too long does not. */
@Tag("slow")
final class PacketBoundTest {
  private static final int MOST = 70_000;
  private static final int MESSAGE = 0x32;
  private static final int SUBSCRIBED = 0x90;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private void packet(int length) {
    packet(MESSAGE, length);
  }

  private void packet(int kind, int length) {
    sent.write(kind);
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

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void shouldCutAMessageThatIsTooLongAndGoOn(int most) throws IOException {
    packet(2);
    packet(2_000_000);
    packet(MOST + 1);
    packet(3);
    InputStream in = bound();
    sent.reset();
    packet(2);
    packet(MOST);
    packet(MOST);
    packet(3);
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    byte[] buffer = new byte[most];
    for (int count = 0; count >= 0; count = in.read(buffer)) {
      got.write(buffer, 0, count);
    }
    assertThat(got.toByteArray()).isEqualTo(sent.toByteArray());
  }

  @Test
  void shouldGoOnWhereItWasAfterATimeOut() throws IOException {
    packet(300);
    packet(MOST + 500);
    packet(5);
    InputStream in = new PacketBound(new TimingOut(sent.toByteArray()), MOST);
    sent.reset();
    packet(300);
    packet(MOST);
    packet(5);
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    byte[] buffer = new byte[1000];
    for (int count = 0; count >= 0;) {
      try {
        count = in.read(buffer);
        got.write(buffer, 0, Math.max(count, 0));
      } catch (SocketTimeoutException e) {
        assertThat(e).hasMessage("not yet");
      }
    }
    assertThat(got.toByteArray()).isEqualTo(sent.toByteArray());
  }

  /** Times out before every read. */
  private static final class TimingOut extends ByteArrayInputStream {
    private boolean ready;

    TimingOut(byte[] bytes) {
      super(bytes);
    }

    private void await() {
      ready = !ready;
      if (ready) {
        // As a socket does, which these methods do not declare.
        throw TimingOut.<RuntimeException>undeclared(new SocketTimeoutException("not yet"));
      }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T undeclared(Throwable e) throws T {
      throw (T) e;
    }

    @Override
    public synchronized int read() {
      await();
      return super.read();
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int count) {
      await();
      return super.read(buffer, offset, Math.min(count, 100));
    }
  }

  @Test
  void shouldEndTheConnectionBeforeAnyOtherPacketThatIsTooLong() throws IOException {
    packet(3);
    packet(SUBSCRIBED, MOST + 1);
    DataInputStream in = new DataInputStream(bound());
    in.readFully(new byte[5]);
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
