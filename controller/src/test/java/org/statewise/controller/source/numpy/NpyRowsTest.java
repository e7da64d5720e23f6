package org.statewise.controller.source.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NpyRowsTest {
  private static byte[] array(String header, int bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(),
      0});
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[bytes]);
    return out.toByteArray();
  }

  private static int rows(byte[] bytes) throws IOException {
    try (NpyRows rows = new NpyRows(new ByteArrayInputStream(bytes))) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
    "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3)} ; in C order, but this one is in Fortran",
    "{'descr': '<c16', 'fortran_order': False, 'shape': (2,)} ; but its descr is <c16",
    "{'descr': '|O', 'fortran_order': False, 'shape': (2,)} ; but its descr is |O",
    "{'descr': '<f8', 'fortran_order': False, 'shape': ()} ; but its shape is ()",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3, 4)} ; but its shape is (2, 3, 4)",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 99999999)} ; with 1 to 10000 columns",
    "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,)} ; must have a plain descr",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999, 2)} ; row 3 of 999999999999 must"
        + " have 16 bytes, but 0 are left"})
  void shouldSayWhatIsWrongWithAnArray(String header, String sentence) {
    assertThatThrownBy(() -> rows(array(header, 32))).isInstanceOf(NpyException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldReadEveryRowOrSayWhereTheBytesEnd() throws IOException {
    byte[] whole = array("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", 32);
    assertThat(rows(whole)).isEqualTo(2);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> rows(cut)).isInstanceOf(NpyException.class);
    }
  }

  @Test
  void shouldThrowNothingButItsOwnExceptionForMutatedArrays() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = array("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", 32);
      for (int i = 0; i < 2; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(rows(bytes)).isLessThanOrEqualTo(bytes.length);
      } catch (NpyException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }
}
