package org.statewise.controller.record.mcap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package could be published by itself: it needs nothing of the program, and its page is true. */
final class McapPackageTest {
  private static final String PACKAGE = "org.statewise.controller.record.mcap";
  private static final Path ROOT = Path.of(System.getProperty("statewise.root"));
  private static final String FOLDER = "java/org/statewise/controller/record/mcap/";

  @TempDir
  private Path folder;

  @Test
  void shouldUseNothingButJavaAndTwoCodecs() {
    JavaClasses ours = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(PACKAGE);
    assertThat(ours).hasSizeGreaterThan(10);
    classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", PACKAGE,
        "com.github.luben.zstd..", "net.jpountz..").check(ours);
  }

  @Test
  void shouldCopyWhatItsPageShows() throws IOException {
    Path from = folder.resolve("from.mcap");
    Path to = folder.resolve("to.mcap");
    writeTo(from);
    assertThat(copy(from, to)).isEqualTo(3);
    try (McapReader reader = McapReader.open(to)) {
      assertThat(reader.channels()).extracting(McapChannel::topic).containsExactly("/greeting");
    }
    String page = Files.readString(ROOT.resolve("controller/src/main/" + FOLDER + "README.md"));
    List<String> source = Files.readAllLines(
        ROOT.resolve("controller/src/test/" + FOLDER + "McapPackageTest.java"));
    String shown = String.join("\n", source.subList(source.indexOf("  // The page shows:") + 1,
        source.indexOf("  // Until here."))).indent(-2);
    assertThat(page).contains("```java\n" + shown + "```");
  }

  // The page shows:
  static void writeTo(Path file) throws IOException {
    try (McapWriter writer = new McapWriter(McapOutput.file(file), "example", McapCompression.ZSTD,
        1 << 18)) {
      int schema = writer.addSchema("Greeting", "jsonschema", "{}".getBytes(UTF_8));
      int channel = writer.addChannel(schema, "/greeting", "json", Map.of());
      for (int i = 0; i < 3; i++) {
        byte[] data = ("{\"number\":" + i + "}").getBytes(UTF_8);
        writer.message(channel, i, 4_000_000L * i, data, data.length);
      }
    }
  }

  static int copy(Path from, Path to) throws IOException {
    int copied = 0;
    try (McapReader reader = McapReader.open(from);
        McapWriter writer = new McapWriter(McapOutput.file(to), "example", McapCompression.ZSTD,
            1 << 18)) {
      Map<McapChannel, Integer> channels = new HashMap<>();
      McapMessage message = new McapMessage();
      while (reader.next(message)) {
        if (!channels.containsKey(message.channel)) {
          channels.put(message.channel, add(writer, reader, message.channel));
        }
        writer.message(channels.get(message.channel), message);
        copied++;
      }
    }
    return copied;
  }

  private static int add(McapWriter writer, McapReader reader, McapChannel channel) {
    int schema = reader.schema(channel).map(described -> {
      byte[] data = new byte[described.data().remaining()];
      described.data().duplicate().get(data);
      return writer.addSchema(described.name(), described.encoding(), data);
    }).orElse(0);
    return writer.addChannel(schema, channel.topic(), channel.messageEncoding(),
        channel.metadata());
  }
  // Until here.
}
