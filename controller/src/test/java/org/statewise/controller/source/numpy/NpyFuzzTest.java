package org.statewise.controller.source.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** Whatever bytes come: rows of numbers, no more of them than bytes, or one sentence. */
@Tag("slow")
final class NpyFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void shouldBeRowsOrASentence(byte[] data) throws IOException {
    try (NpyRows rows = new NpyRows(new ByteArrayInputStream(data))) {
      long count = 0;
      while (rows.next()) {
        // Every column can be read, whatever its number is.
        for (int column = 0; column < rows.columns(); column++) {
          rows.number(column);
        }
        count++;
      }
      assertThat(count).isLessThanOrEqualTo(data.length);
    } catch (NpyException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
