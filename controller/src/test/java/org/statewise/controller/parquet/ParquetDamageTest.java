package org.statewise.controller.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other programs, cut off and with wrong bits: rows or one sentence, and an end in any case. */
final class ParquetDamageTest {
  private static final int FLIPS = 400;

  @TempDir
  private Path folder;

  private static byte[] foreign(String name) throws IOException {
    return Files.readAllBytes(Path.of(System.getProperty("statewise.root"),
        "controller/src/test/resources/foreign", name));
  }

  /** Reads everything that can be asked for; the sentence, or how many rows there were. */
  static String read(Path file) throws IOException {
    try (ParquetTableReader table = ParquetTableReader.open(file)) {
      table.select(IntStream.range(0, table.columns().size())
          .filter(at -> table.columns().get(at).kind() != ParquetColumn.Kind.OTHER).boxed()
          .toList());
      long rows = 0;
      while (table.next()) {
        rows++;
      }
      assertThat(rows).isEqualTo(table.rows());
      return Long.toString(rows);
    } catch (ParquetException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy.parquet", "gzip.parquet", "lz4.parquet", "stamps.parquet",
    "lists.parquet", "hyparquet.parquet"})
  @Timeout(120)
  void shouldEndInRowsOrASentenceWhateverBitIsWrong(String name) throws IOException {
    byte[] whole = foreign(name);
    Path file = folder.resolve("damaged.parquet");
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] damaged = whole.clone();
      // Half of them in the footer, where lengths and offsets are.
      int at = i % 2 == 0
          ? random.nextInt(whole.length)
          : whole.length - 1 - random.nextInt(whole.length / 2);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      refused += read(file).length() > 10 ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(FLIPS / 10);
  }

  @Test
  @Timeout(120)
  void shouldRefuseAFileThatIsCutOffAnywhere() throws IOException {
    byte[] whole = foreign("stamps.parquet");
    Path file = folder.resolve("cut.parquet");
    for (int length = 0; length < whole.length; length += 13) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(read(file)).as("cut to %d bytes", length).startsWith(file + ": ");
    }
    assertThat(read(file)).isEqualTo(file + ": a Parquet file must end with PAR1, but this one does"
        + " not: its writer did not come to the end, or the rest is missing");
  }

  @Test
  void shouldRefuseAFooterThatDoesNotFitIntoTheFile() throws IOException {
    byte[] whole = foreign("stamps.parquet");
    whole[whole.length - 5] = 0x7f;
    Path file = Files.write(folder.resolve("long.parquet"), whole);
    assertThat(read(file)).contains("byte " + (whole.length - 8)
        + ": the footer must fit into the " + whole.length + " bytes of the file, but claims 213");
  }
}
