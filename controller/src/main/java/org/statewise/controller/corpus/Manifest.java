package org.statewise.controller.corpus;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.csv.CsvTable;
import org.statewise.controller.files.AtomicFile;

/** The list of a corpus's episodes with their checksums: a table of text that every program reads. */
final class Manifest {
  static final String FILE = "manifest.csv";
  private static final List<String> COLUMNS = List.of("file", "episode", "robot", "date", "arm",
      "firmware", "prior_hash", "segment", "rows", "seconds", "start", "bytes", "sha256",
      "footer_sha256");

  private Manifest() {}

  static List<Episode> read(Path corpus) throws IOException {
    Path file = corpus.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new CorpusException(
          "'" + corpus + "' must be a corpus, but has no " + FILE + "; 'corpus add' makes one");
    }
    List<Episode> episodes = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file)) {
      if (!table.header().equals(COLUMNS)) {
        throw new CorpusException(file + ": line 1: the columns must be "
            + String.join(",", COLUMNS) + ", but are " + String.join(",", table.header()));
      }
      while (table.next()) {
        episodes.add(episode(file, table));
      }
    }
    return List.copyOf(episodes);
  }

  private static Episode episode(Path file, CsvTable table) throws CorpusException {
    List<String> f = table.fields();
    try {
      if (f.size() != COLUMNS.size()) {
        throw new IllegalArgumentException(
            "there must be " + COLUMNS.size() + " fields, but are " + f.size());
      }
      if (f.getFirst().contains("..") || f.getFirst().startsWith("/")) {
        throw new IllegalArgumentException("the file must lie below the corpus, but is "
            + f.getFirst());
      }
      return new Episode(f.get(0), Integer.parseInt(f.get(1)), f.get(2), f.get(3), f.get(4),
          f.get(5), f.get(6), f.get(7), Long.parseLong(f.get(8)), Double.parseDouble(f.get(9)),
          Long.parseLong(f.get(10)), Long.parseLong(f.get(11)), f.get(12), f.get(13));
    } catch (IllegalArgumentException e) {
      throw new CorpusException(file + ": line " + table.line() + ": " + e.getMessage(), e);
    }
  }

  static void write(Path corpus, List<Episode> episodes) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(COLUMNS);
      for (Episode e : episodes) {
        csv.writeRecord(e.file(), Integer.toString(e.number()), e.robot(), e.date(), e.arm(),
            e.firmware(), e.priorHash(), e.segment(), Long.toString(e.rows()),
            Double.toString(e.seconds()), Long.toString(e.start()), Long.toString(e.bytes()),
            e.sha256(), e.footerSha256());
      }
    }
    AtomicFile.write(corpus.resolve(FILE), text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
