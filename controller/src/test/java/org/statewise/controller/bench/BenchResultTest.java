package org.statewise.controller.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.evaluate.report.Provenance;
import org.statewise.controller.evaluate.report.ReportShape;

/** Ratios, tables, page and files of a benchmark. */
final class BenchResultTest {
  private static final Setting QUIET = new Setting(1000, "none");
  private static final Setting BUSY = new Setting(1000, "cpu,disk");

  @TempDir
  private Path folder;

  /** So many us a hundred times, and ten times that once. */
  private static Series series(Setting setting, Quantity quantity, String over, long micros) {
    Histogram ns = Times.histogram();
    ns.recordValueWithCount(1000 * micros, 999);
    ns.recordValueWithCount(10_000 * micros, 3);
    return new Series(setting, quantity, over, ns);
  }

  private static BenchResult result() {
    return new BenchResult("statewise 1", 5, List.of("processors: 2 to use"),
        List.of("the loop's threads have FIFO 70"), List.of("no <client> in C"),
        List.of(series(QUIET, Quantity.CYCLICTEST, "", 10),
            series(QUIET, Quantity.SLEEP, "", 30),
            series(QUIET, Quantity.TURNAROUND, "sim", 50),
            series(QUIET, Quantity.TICK, "sim", 20), series(QUIET, Quantity.LEARN, "sim", 8),
            series(BUSY, Quantity.CYCLICTEST, "", 100),
            series(BUSY, Quantity.REPLY, "fri", 80), series(BUSY, Quantity.C_REPLY, "", 40),
            new Series(BUSY, Quantity.TURNAROUND, "fri", Times.histogram())),
        List.of(new LoopFigures(QUIET, "sim", 5000, 1, 2, 0, 0.01, 0.3, ""),
            new LoopFigures(BUSY, "fri", 10, 0, 0, 0, 0, 1, "the arm's connection is lost")));
  }

  @Test
  void shouldHoldEachOfOursAgainstTheReferenceOfTheSameSetting() {
    List<Ratio> ratios = Ratio.of(result().series());
    assertThat(ratios).extracting(Ratio::what).containsExactly(
        "wake-up, Java / wake-up, cyclictest",
        "turnaround, sim / wake-up, cyclictest", "reply, fri / reply, client in C");
    assertThat(ratios).extracting(Ratio::p50).usingElementComparator(
        (a, b) -> Math.abs(a - b) < 0.01 ? 0 : Double.compare(a, b)).containsExactly(3., 5., 2.);
    assertThat(ratios.getFirst().p999()).isCloseTo(3, within(0.01));
  }

  @Test
  void shouldDrawAPageThatIsXmlAndNamesEverything() throws Exception {
    String page = BenchPage.html(result(), new Provenance("statewise 1",
        Instant.EPOCH, List.of("bench"), List.of("bench.json")));
    Path file = Files.writeString(folder.resolve("index.html"), page);
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    assertThat(parsers.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("svg")
        .getLength()).isEqualTo(10);
    ReportShape shape = ReportShape.of(page).verify();
    assertThat(shape.answer())
        .isEqualTo("In 99 of 100 ticks a command is with the link within 50.0 µs"
            + " of its state (sim at 1000 Hz, load none); p99.9 is 500 µs.");
    assertThat(shape.ranking()).containsSubsequence("wake-up, cyclictest, 1000 Hz, load none",
        "10.0 µs", "wake-up, Java, 1000 Hz, load none", "turnaround, sim, 1000 Hz, load none");
    assertThat(page).contains("1000 Hz, load cpu,disk", "the arm's connection is lost",
        "no &lt;client&gt; in C", "FIFO 70", "once in so many times");
  }

  @Test
  void shouldHaveATableOfTheStagesOfTheFirstLink() {
    assertThat(BenchTables.stages(result(), QUIET).orElseThrow().rows())
        .extracting(List::getFirst).containsExactly("tick", "learn");
    assertThat(BenchTables.stages(result(), BUSY)).isEmpty();
  }

  @Test
  void shouldWriteALogThatHdrHistogramsOwnReaderReads() throws IOException {
    HistogramFiles.write(folder, result());
    Map<String, Double> medians = new TreeMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(
        new File(folder.toFile(), HistogramFiles.LOG))) {
      for (EncodableHistogram next = reader.nextIntervalHistogram(); next != null; next = reader
          .nextIntervalHistogram()) {
        medians.put(next.getTag(), 1e-3 * ((Histogram) next).getValueAtPercentile(50));
      }
    }
    assertThat(medians).hasSize(8).containsKeys("1000hz-none-cyclictest",
        "1000hz-cpu+disk-fri-reply");
    assertThat(medians.get("1000hz-none-sim-turnaround")).isCloseTo(50, within(0.1));
    assertThat(folder.resolve("1000hz-none-sim-turnaround.hgrm")).content()
        .contains("1/(1-Percentile)", "#[Max");
    assertThat(folder.resolve("1000hz-cpu+disk-fri-turnaround.hgrm")).doesNotExist();
  }
}
