package org.statewise.controller.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Whatever bytes come: rows or one sentence. */
@Tag("slow")
final class ParquetFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void shouldBeRowsOrASentence(byte[] data) throws IOException {
    Path file = Files.createTempFile("fuzz", ".parquet");
    try {
      Files.write(file, data);
      assertThat(ParquetDamageTest.read(file)).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }
}
