package org.statewise.controller.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.bench.HistogramFiles;

/** What is to be measured, read from words. */
final class BenchPlanTest {
  @Test
  void shouldMeasureEachRateUnderEachLoad() {
    BenchPlan plan = new BenchPlan(5, List.of(250, 1000), BenchLink.parse("sim,fri"),
        List.of(Load.parse("none"), Load.parse("disk,cpu")));
    assertThat(plan.settings()).hasToString("[250 Hz, load none, 1000 Hz, load none,"
        + " 250 Hz, load cpu,disk, 1000 Hz, load cpu,disk]");
    assertThat(LoopBench.measurements(plan)).isEqualTo(20);
    assertThat(plan.files()).contains(HistogramFiles.LOG, "250hz-cpu+disk-fri-reply.hgrm",
        "1000hz-none-cyclictest.hgrm").doesNotHaveDuplicates();
  }

  @Test
  void shouldSayWhichWordsThereAre() {
    assertThatThrownBy(() -> Load.parse("cpu,gpu")).hasMessage(
        "--load must be none, all or of cpu, heap, disk, scrape, mqtt, page, but has 'gpu'");
    assertThatThrownBy(() -> BenchLink.parse("usb"))
        .hasMessage("--link must be of sim, bridge, fri, but has 'usb'");
    assertThatThrownBy(
        () -> new BenchPlan(5, List.of(300), List.of(BenchLink.SIM), List.of()))
        .hasMessageContaining("--rate must be 100, 125, 200, 250, 500 or 1000 Hz")
        .hasMessageEndingWith("but is 300");
    assertThat(Load.parse("all").word()).isEqualTo("all");
    assertThat(Load.parse("none").kinds()).isEmpty();
  }
}
