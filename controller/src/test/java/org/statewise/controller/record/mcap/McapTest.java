package org.statewise.controller.record.mcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class McapTest {
  private static final int MESSAGES = 500;

  @TempDir
  private Path folder;

  private static byte[] payload(int i) {
    return ("message " + i + " " + "x".repeat(i % 50)).getBytes(UTF_8);
  }

  private Path write(McapCompression compression, boolean close) throws IOException {
    Path file = folder.resolve("a.mcap");
    McapWriter writer = new McapWriter(McapOutput.file(file), "test", compression, 4096);
    int schema = writer.addSchema("a.B", "protobuf", new byte[]{1, 2, 3});
    int channel = writer.addChannel(schema, "/a", "protobuf", Map.of("k", "v"));
    writer.attachment("note.txt", "text/plain", 7, "hello".getBytes(UTF_8));
    writer.metadata("about", Map.of("arm", "iiwa7", "joints", "7"));
    for (int i = 0; i < MESSAGES; i++) {
      byte[] data = payload(i);
      writer.message(channel, i, 1_000L * i, data, data.length);
    }
    if (close) {
      writer.close();
    } else {
      writer.abandon();
    }
    return file;
  }

  private static List<String> messages(McapReader reader) throws IOException {
    List<String> all = new ArrayList<>();
    McapMessage message = new McapMessage();
    while (reader.next(message)) {
      assertThat(message.logTimeNs).isEqualTo(1_000L * message.sequence);
      all.add(new String(message.buffer, message.offset, message.length, UTF_8));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveBackEverythingThatWasWritten(McapCompression compression) throws IOException {
    try (McapReader reader = McapReader.open(write(compression, true))) {
      List<String> all = messages(reader);
      assertThat(all).hasSize(MESSAGES);
      for (int i = 0; i < MESSAGES; i++) {
        assertThat(all.get(i)).isEqualTo(new String(payload(i), UTF_8));
      }
      reader.rewind();
      assertThat(messages(reader)).isEqualTo(all);
      assertThat(reader.truncated()).isFalse();
      assertThat(reader.loss()).isEmpty();
      assertThat(reader.library()).isEqualTo("test");
      assertThat(reader.channels()).singleElement().satisfies(channel -> {
        assertThat(channel.topic()).isEqualTo("/a");
        assertThat(channel.metadata()).containsEntry("k", "v");
        assertThat(reader.schema(channel).orElseThrow().data().remaining()).isEqualTo(3);
      });
      assertThat(reader.metadata("about").orElseThrow()).containsEntry("arm", "iiwa7");
      assertThat(reader.read(reader.attachments().getFirst())).asString().isEqualTo("hello");
    }
  }

  @Test
  void shouldKeepEveryWholeChunkOfAKilledWriter() throws IOException {
    try (McapReader reader = McapReader.open(write(McapCompression.ZSTD, false))) {
      assertThat(messages(reader)).hasSizeGreaterThan(MESSAGES / 2);
      assertThat(reader.truncated()).isTrue();
      assertThat(reader.loss()).isEqualTo(
          "the file was not closed; what its writer still held is missing");
    }
  }

  @Test
  void shouldReadWhatIsWholeWhereverTheFileIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(write(McapCompression.ZSTD, true));
    int before = 0;
    for (int length = 8; length < whole.length; length += 13) {
      Path cut = Files.write(folder.resolve("cut.mcap"), Arrays.copyOf(whole, length));
      try (McapReader reader = McapReader.open(cut)) {
        int count = messages(reader).size();
        assertThat(count).isGreaterThanOrEqualTo(before);
        assertThat(reader.truncated()).isTrue();
        before = count;
      }
    }
    assertThat(before).isEqualTo(MESSAGES);
  }

  @Test
  void shouldLeaveOutATornLastChunkOfTheRightLength() throws IOException {
    byte[] bytes = Files.readAllBytes(write(McapCompression.ZSTD, false));
    Arrays.fill(bytes, bytes.length - 3_000, bytes.length, (byte) 0);
    Path torn = Files.write(folder.resolve("torn.mcap"), bytes);
    try (McapReader reader = McapReader.open(torn)) {
      assertThat(messages(reader)).isNotEmpty();
      assertThat(reader.truncated()).isTrue();
      assertThat(reader.loss()).contains("was not closed").contains("byte ");
    }
  }

  @Test
  void shouldNameTheByteOfADamagedChunk() throws IOException {
    byte[] bytes = Files.readAllBytes(write(McapCompression.NONE, true));
    bytes[3_000] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.mcap"), bytes);
    try (McapReader reader = McapReader.open(damaged)) {
      assertThatThrownBy(() -> messages(reader)).isInstanceOf(McapException.class)
          .hasMessageMatching(".*damaged.mcap: byte \\d+: the chunk's CRC must be [0-9a-f]{8}, but"
              + " its bytes have [0-9a-f]{8}");
    }
  }

  @Test
  void shouldRefuseWhatIsNoMcapFile() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.mcap"));
    assertThatThrownBy(() -> McapReader.open(empty)).isInstanceOf(McapException.class)
        .hasMessageEndingWith("byte 0: an MCAP file must begin with 89 4d 43 41 50 30 0d 0a, but"
            + " this one is empty");
    Path text = Files.writeString(folder.resolve("text.mcap"), "t,q1,qd1,tau1\n");
    assertThatThrownBy(() -> McapReader.open(text)).isInstanceOf(McapException.class)
        .hasMessageEndingWith("but this one does not");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldSayWhichCompressionItDoesNotRead(boolean closed) throws IOException {
    ByteSink sink = new ByteSink(64);
    byte[] magic = Opcode.magic();
    sink.bytes(magic, 0, magic.length);
    int header = sink.beginRecord(Opcode.HEADER);
    sink.string("");
    sink.string("other");
    sink.endRecord(header);
    int chunk = sink.beginRecord(Opcode.CHUNK);
    sink.u64(0);
    sink.u64(0);
    sink.u64(9);
    sink.u32(0);
    sink.string("snap");
    sink.u64(0);
    sink.endRecord(chunk);
    sink.bytes(magic, 0, closed ? magic.length : 0);
    Path file = folder.resolve("snap.mcap");
    Files.write(file, Arrays.copyOf(sink.array(), sink.size()));

    try (McapReader reader = McapReader.open(file)) {
      assertThatThrownBy(() -> messages(reader)).isInstanceOf(McapException.class)
          .hasMessageEndingWith("the chunk's compression must be zstd, lz4 or none, not"
              + " \"snap\"");
    }
  }

  @Test
  void shouldEndOrThrowOneSentenceForAnyMutation() throws IOException {
    SplittableRandom random = new SplittableRandom(20261122);
    byte[] none = Files.readAllBytes(write(McapCompression.NONE, true));
    byte[] zstd = Files.readAllBytes(write(McapCompression.ZSTD, true));
    Path file = folder.resolve("fuzz.mcap");
    int refused = 0;
    for (int round = 0; round < 1_000; round++) {
      byte[] bytes = (round % 2 == 0 ? none : zstd).clone();
      mutate(bytes, random);
      if (round % 5 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      Files.write(file, bytes);
      try (McapReader reader = McapReader.open(file)) {
        McapMessage message = new McapMessage();
        while (reader.next(message)) {
          assertThat(message.length).isLessThan(1 << 20);
        }
        for (McapAttachment attachment : reader.attachments()) {
          reader.read(attachment);
        }
      } catch (McapException e) {
        refused++;
        assertThat(e).hasMessageMatching("(?s).*fuzz.mcap: byte \\d+.*: .+");
      }
    }
    assertThat(refused).isPositive();
  }

  private static void mutate(byte[] bytes, SplittableRandom random) {
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length - 8);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        // A length field that lies.
        default -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
            .putLong(at, random.nextLong() >>> random.nextInt(64));
      }
    }
  }
}
