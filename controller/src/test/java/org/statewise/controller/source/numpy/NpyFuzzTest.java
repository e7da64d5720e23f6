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
        assertThat(rows.number(rows.columns() - 1)).isNotNull();
        count++;
      }
      assertThat(count).isLessThanOrEqualTo(data.length);
    } catch (NpyException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
