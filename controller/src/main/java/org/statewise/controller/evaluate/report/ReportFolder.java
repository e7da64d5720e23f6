package org.statewise.controller.evaluate.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.statewise.controller.files.AtomicFile;

/** The files of a report: {@code results.csv} and {@code index.html}. */
public final class ReportFolder {
  private ReportFolder() {}

  /**
   * Writes both, each as a whole.
   *
   * @throws IOException if the folder cannot be made or written
   */
  public static void write(Path folder, List<ResultRow> rows, Page page) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve("results.csv"),
        ResultsCsv.of(rows).getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(folder.resolve("index.html"), page.html().getBytes(StandardCharsets.UTF_8));
  }
}
