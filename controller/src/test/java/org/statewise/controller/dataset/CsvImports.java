package org.statewise.controller.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.statewise.controller.source.SourceOptions;

/** A small CSV file, and the import of {@code in.csv} to {@code out.mcap}. */
final class CsvImports {
  static final String GOOD = """
      t,q1,q2,qd1,qd2,tau1,tau2
      0.0,1,2,3,4,5,-6
      0.1,1.5,2,3,5,5,6
      0.3,2,2.5,3.5,7,0,7
      """;

  private CsvImports() {}

  static ImportRequest request(Path file, TorqueScale scale, boolean skip) {
    return new ImportRequest(file, file.resolveSibling("out.mcap"), SourceOptions.NONE, scale, skip,
        "0.1.0",
        Instant.EPOCH, "", List.of(), "");
  }

  static ImportResult run(Path folder, String text, TorqueScale scale, boolean skip)
      throws IOException {
    Path file = Files.writeString(folder.resolve("in.csv"), text);
    return StreamImport.run(request(file, scale, skip), Progress.NONE);
  }
}
