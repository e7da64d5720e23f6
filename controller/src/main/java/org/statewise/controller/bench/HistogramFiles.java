package org.statewise.controller.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.statewise.controller.files.AtomicFile;

/**
 * The histograms as HdrHistogram's own tools read them: {@code NAME.hgrm}, the percentiles of one series in us, for
 * its plotter; and {@value #LOG}, all of them whole, each with its name as tag, in ns.
 */
public final class HistogramFiles {
  /** The log's name. */
  public static final String LOG = "histograms.hlog";
  /** What follows a series' name in its file's. */
  public static final String PERCENTILES = ".hgrm";
  private static final double NS_A_MICRO = 1000;
  private static final double NS_A_MILLI = 1e6;

  private HistogramFiles() {}

  /**
   * Writes them into a folder.
   *
   * @throws IOException if one cannot be written
   */
  public static void write(Path folder, BenchResult result) throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    HistogramLogWriter writer = new HistogramLogWriter(log);
    writer.outputLogFormatVersion();
    writer.outputComment("times in ns; " + result.program());
    writer.outputLegend();
    for (Series series : result.series()) {
      if (series.ns().getTotalCount() > 0) {
        Histogram copy = series.ns().copy();
        copy.setTag(series.name());
        copy.setStartTimeStamp(0);
        copy.setEndTimeStamp(Math.round(1e3 * result.seconds()));
        writer.outputIntervalHistogram(0, result.seconds(), copy, NS_A_MILLI);
        AtomicFile.write(folder.resolve(series.name() + PERCENTILES), percentiles(copy));
      }
    }
    writer.close();
    AtomicFile.write(folder.resolve(LOG), log.toByteArray());
  }

  private static byte[] percentiles(Histogram ns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ns.outputPercentileDistribution(out, NS_A_MICRO);
    }
    return bytes.toByteArray();
  }
}
