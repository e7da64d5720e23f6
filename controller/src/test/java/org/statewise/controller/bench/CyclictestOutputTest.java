package org.statewise.controller.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What cyclictest 2.4 of Debian prints. */
final class CyclictestOutputTest {
  private static final String SAID = """
      # /dev/cpu_dma_latency set to 0us
      # Histogram
      000000 000000
      000003 000998
      000120 000001
      # Min Latencies: 00003
      # Avg Latencies: 00004
      # Max Latencies: 02117
      # Histogram Overflows: 00001
      # Histogram Overflow at cycle number:
      # Thread 0: 00412
      """;

  @Test
  void shouldReadTheHistogramAndCountWhatLiesBeyondItAsTheLargest() {
    Histogram ns = CyclictestOutput.read(SAID);
    assertThat(ns.getTotalCount()).isEqualTo(1000);
    assertThat(ns.getValueAtPercentile(50)).isBetween(3000L, 3010L);
    assertThat(ns.getValueAtPercentile(99.9)).isBetween(120_000L, 120_100L);
    assertThat(ns.getMaxValue()).isBetween(2_117_000L, 2_119_000L);
  }

  @Test
  void shouldQuoteWhatIsNoHistogram() {
    assertThatThrownBy(() -> CyclictestOutput.read("FATAL: could not set policy\nmore\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cyclictest must print a histogram, but printed 'FATAL: could not set policy'");
  }

  @Test
  void shouldReadOrRefuseWhateverComes() {
    SplittableRandom random = new SplittableRandom(3);
    byte[] whole = SAID.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5000; i++) {
      byte[] broken = whole.clone();
      for (int k = random.nextInt(1, 8); k > 0; k--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(32, 127);
      }
      String text = new String(broken, 0, random.nextInt(broken.length + 1),
          StandardCharsets.UTF_8);
      try {
        assertThat(CyclictestOutput.read(text).getTotalCount()).isPositive();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("cyclictest must print a histogram");
      }
    }
  }
}
