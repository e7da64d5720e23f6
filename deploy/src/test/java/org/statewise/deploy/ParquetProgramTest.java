package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program has what Parquet's classes are linked with, and of Hadoop no more. */
@Tag("system")
final class ParquetProgramTest {
  private static final Path FOREIGN = Path.of(System.getProperty("statewise.root"),
      "controller/src/test/resources/foreign");

  @TempDir
  private Path folder;

  private Finished run(String... arguments) throws Exception {
    Finished finished = new Program(folder).run(arguments);
    assertThat(finished.code()).as("%s", finished).isZero();
    assertThat(finished.complaints()).isEmpty();
    return finished;
  }

  @Test
  void shouldReadWriteAndReadAgainWithEveryCodec() throws Exception {
    for (String codec : new String[]{"snappy", "gzip", "lz4"}) {
      run("import", FOREIGN.resolve(codec + ".parquet").toString(), "-o", codec + ".mcap");
    }
    assertThat(run("export", "snappy.mcap", "--to", "parquet", "-o", "out.parquet").out())
        .contains("40 rows");
    assertThat(run("import", "out.parquet", "--dry-run").out()).contains("40 without fault");
  }

  @Test
  void shouldSayInOneSentenceThatAFileIsDamaged() throws Exception {
    byte[] whole = Files.readAllBytes(FOREIGN.resolve("snappy.parquet"));
    Files.write(folder.resolve("damaged.parquet"), Arrays.copyOf(whole, 5000));
    Finished finished = new Program(folder).run("import", "damaged.parquet", "--dry-run");
    assertThat(finished.code()).isEqualTo(1);
    assertThat(finished.err()).isEqualTo("statewise: damaged.parquet: a Parquet file must end with"
        + " PAR1, but this one does not: its writer did not come to the end, or the rest is"
        + " missing");
  }
}
