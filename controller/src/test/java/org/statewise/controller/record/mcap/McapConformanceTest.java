package org.statewise.controller.record.mcap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The inputs of MCAP's conformance suite: six contents, each with all features that a file may have or not (chunks,
 * their index, message indexes, statistics, repeated schemas and channels, indexes of attachments and metadata,
 * summary offsets, bytes behind the known fields of records).
 */
final class McapConformanceTest {
  private static final byte[] DATA = {1, 2, 3};
  private static final long[] TIMES_NS = {0, 2, 1, 3, 3, 5, 4, 7, 8, 9};
  private static final Map<String, byte[]> VARIANTS = new TreeMap<>();

  @TempDir
  private Path folder;

  @BeforeAll
  static void load() throws IOException {
    try (InputStream packed = McapConformanceTest.class
        .getResourceAsStream("/foreign/mcap-conformance.txt.gz");
        BufferedReader lines = new BufferedReader(
            new InputStreamReader(new GZIPInputStream(packed), US_ASCII))) {
      lines.lines().forEach(line -> {
        int space = line.indexOf(' ');
        VARIANTS.put(line.substring(0, space), HexFormat.of().parseHex(line, space + 1,
            line.length()));
      });
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** What the suite publishes of its files. */
  @ParameterizedTest
  @CsvSource({
    "OneMetadata, 378cc0683fa355e44bb92666e0d89619e9ab490e85bc6fc240e8d20f8ee58230",
    "OneMetadata-mdx-st-sum, 6d7681e1536e3c61a0d9755b1b10b9a7ad4c2042855a839ce96c8c024bc64316",
    "OneSchemalessMessage-pad-rch-st-sum, 8f22a55b1c77c888c5184d688bde4295c9a525eb4af43ca7a79026834ed6eb82",
    "OneSchemalessMessage-ch-chx-mx-rch-st-sum, e9b4aa6f672b611783230a6d642e50dcdf8620ee938226f8e86ca9f22ec64848",
    "TenMessages, f0ac493fe49dd128fe676619e4198a326dde12d60cac8a27e8a4fb2a61a630c7",
    "TenMessages-ch-chx-mx-st-sum, 4124641ef8b8677812622f2bcb7120b600dc80e70c5197fa8cd36cea95e40f8b",
    "TenMessages-ch-chx-mx-rch-rsh-st-sum, 813c4eb55e1195e5af9482f60d9b214cd083a8805720ec1663812637d716e4d5",
    "TenMessages-ch-chx-pad-rch-rsh-st-sum, 5b9674b8f5f4febf4d7b9332d6af5efe622c96ee8727b1e08032b55ced616512",
    "TenMessages-ch-chx-mx-pad-rch-rsh-st-sum, 54f3c5a0ca350cd4cf6326992926f491178a46aa694686e3781aa19c4255fc88",
  })
  void shouldHaveTheBytesThatTheSuitePublishes(String name, String sha256) throws Exception {
    assertThat(sha256(VARIANTS.get(name))).isEqualTo(sha256);
  }

  @Test
  void shouldReadTheSameFromEveryVariant() throws IOException {
    assertThat(VARIANTS).hasSize(416);
    for (Map.Entry<String, byte[]> variant : VARIANTS.entrySet()) {
      String name = variant.getKey();
      Path file = Files.write(folder.resolve("variant.mcap"), variant.getValue());
      try (McapReader reader = McapReader.open(file)) {
        int end = name.indexOf('-');
        assertThat(content(reader)).as(name)
            .isEqualTo(expected(end < 0 ? name : name.substring(0, end)));
        assertThat(reader.loss()).as(name).isEmpty();
        assertThat(reader.library()).as(name).isEmpty();
      }
    }
  }

  /** All that a file says, a line each. */
  private static List<String> content(McapReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    McapMessage message = new McapMessage();
    while (reader.next(message)) {
      McapChannel channel = message.channel;
      String schema = reader.schema(channel).map(found -> found.name() + " " + found.encoding()
          + " " + hex(found.data().get(0), found.data().get(1), found.data().get(2)))
          .orElse("none");
      lines.add("message " + message.sequence + " " + message.publishTimeNs + " "
          + message.logTimeNs + " " + HexFormat.of().formatHex(message.buffer, message.offset,
              message.offset + message.length)
          + " on " + channel.id() + " " + channel.topic() + " " + channel.messageEncoding() + " "
          + channel.metadata() + " schema " + channel.schemaId() + " " + schema);
    }
    for (McapAttachment attachment : reader.attachments()) {
      lines.add("attachment " + attachment.name() + " " + attachment.mediaType() + " "
          + attachment.createTimeNs() + " " + attachment.logTimeNs() + " "
          + hex(reader.read(attachment)));
    }
    reader.metadata("myMetadata").ifPresent(entries -> lines.add("metadata " + entries));
    return lines;
  }

  private static String hex(byte... bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static List<String> expected(String input) {
    String described = " 010203 on 1 example a {foo=bar} schema 1 Example c 040506";
    List<String> ten = new ArrayList<>();
    for (int i = 0; i < TIMES_NS.length; i++) {
      ten.add("message " + i + " " + TIMES_NS[i] + " " + TIMES_NS[i] + described);
    }
    return switch (input) {
      case "NoData" -> List.of();
      case "OneMessage" -> List.of("message 10 1 2" + described);
      case "OneSchemalessMessage" -> List.of(
          "message 10 1 2 010203 on 1 example text {} schema 0 none");
      case "OneAttachment" -> List.of("attachment myFile application/octet-stream 1 2 010203");
      case "OneMetadata" -> List.of("metadata {foo=bar}");
      case "TenMessages" -> ten;
      default -> throw new IllegalArgumentException(input);
    };
  }

  /** Our writer always has chunks, all indexes, statistics and summary offsets, and repeats what it described. */
  @ParameterizedTest
  @CsvSource({"OneMessage-ch-chx-mx-rch-rsh-st-sum", "OneSchemalessMessage-ch-chx-mx-rch-st-sum",
    "TenMessages-ch-chx-mx-rch-rsh-st-sum", "OneAttachment-ax-st-sum", "OneMetadata-mdx-st-sum",
    "NoData-st-sum"})
  void shouldWriteTheSuitesBytes(String name) throws IOException {
    Path file = folder.resolve("ours.mcap");
    try (McapWriter writer = new McapWriter(McapOutput.file(file), "", McapCompression.NONE,
        1 << 20)) {
      write(writer, name.substring(0, name.indexOf('-')));
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(VARIANTS.get(name));
  }

  private static void write(McapWriter writer, String input) throws IOException {
    switch (input) {
      case "OneMessage" -> one(writer, example(writer));
      case "OneSchemalessMessage" -> one(writer, writer.addChannel(0, "example", "text",
          Map.of()));
      case "TenMessages" -> {
        int channel = example(writer);
        for (int i = 0; i < TIMES_NS.length; i++) {
          writer.message(channel, i, TIMES_NS[i], DATA, DATA.length);
        }
      }
      case "OneAttachment" -> writer.attachment("myFile", "application/octet-stream", 2, 1, DATA);
      case "OneMetadata" -> writer.metadata("myMetadata", Map.of("foo", "bar"));
      case "NoData" -> {
        // Nothing but what every file has.
      }
      default -> throw new IllegalArgumentException(input);
    }
  }

  private static int example(McapWriter writer) {
    int schema = writer.addSchema("Example", "c", new byte[]{4, 5, 6});
    return writer.addChannel(schema, "example", "a", Map.of("foo", "bar"));
  }

  private static void one(McapWriter writer, int channel) throws IOException {
    McapMessage message = new McapMessage();
    message.sequence = 10;
    message.publishTimeNs = 1;
    message.logTimeNs = 2;
    message.buffer = DATA;
    message.length = DATA.length;
    writer.message(channel, message);
  }
}
