package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.source.SourceOptions;

/** A bag that is far larger than the memory of the process that imports it. */
@Tag("slow")
final class LongBagTest {
  private static final int PICTURES = 300;
  private static final int PICTURE_BYTES = 2 << 20;
  private static final int STATES_A_PICTURE = 20;

  @TempDir
  private Path folder;

  /** The process whose memory is bounded: {@code in.mcap out.mcap}. */
  static final class Child {
    private Child() {}

    static void main(String[] files) throws Exception {
      ImportResult result = StreamImport.run(new ImportRequest(Path.of(files[0]),
          Path.of(files[1]), SourceOptions.NONE, new TorqueScale.FirstSeconds(), false, "0.1.0",
          Instant.EPOCH, "", List.of(), ""), Progress.NONE);
      System.out.println(result.rows());
    }
  }

  @Test
  void shouldStreamThroughABagThatDoesNotFitIntoMemory() throws Exception {
    Path bag = folder.resolve("in.mcap");
    try (TestBag writer = new TestBag(bag)) {
      byte[] picture = new byte[PICTURE_BYTES];
      for (int k = 0; k < PICTURES; k++) {
        writer.picture(picture);
        for (int i = 0; i < STATES_A_PICTURE; i++) {
          long stampNs = (k * STATES_A_PICTURE + i + 1) * 4_000_000L;
          writer.jointState(TestBag.cdr(stampNs, List.of("a", "b"), 0.001 * i, 1, 2));
        }
      }
    }
    // 600 MB unpacked, and 48 MB of heap.
    Process child = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m",
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
        Child.class.getName(), bag.toString(), folder.resolve("out.mcap").toString())
        .redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(),
        StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said.strip()).endsWith(Integer.toString(PICTURES * STATES_A_PICTURE));
    assertThat(Files.size(folder.resolve("out.mcap"))).isPositive();
  }
}
