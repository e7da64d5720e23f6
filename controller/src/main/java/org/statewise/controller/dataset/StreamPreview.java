package org.statewise.controller.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.statewise.controller.source.RowProblem;
import org.statewise.controller.source.SourceException;
import org.statewise.controller.source.SourceOptions;
import org.statewise.controller.source.StreamFiles;
import org.statewise.controller.source.StreamRow;
import org.statewise.controller.source.StreamSource;

/**
 * The first rows of a stream as an import would read them, with what it would estimate filled in.
 *
 * @param understood what the file was taken for, as one sentence
 * @param read how many rows were looked at
 * @param complete whether these were all
 * @param rows the first of them
 * @param skipped how many rows were bad, by what was wrong with them
 */
public record StreamPreview(
    String understood, long read, boolean complete, boolean qdEstimated, boolean qddEstimated,
    List<StreamRow> rows, Map<RowProblem, Long> skipped) {
  private static final int SHOWN = 3;
  private static final int LOOKED_AT = 1000;

  public StreamPreview {
    rows = List.copyOf(rows);
    skipped = Map.copyOf(skipped);
  }

  /**
   * Looks at the first rows of a file, and writes nothing.
   *
   * @param skipBadRows count bad rows, where otherwise the first is thrown
   * @throws SourceException if the file or one of these rows cannot be imported
   */
  public static StreamPreview of(Path file, SourceOptions options, boolean skipBadRows)
      throws IOException {
    List<StreamRow> rows = new ArrayList<>();
    Map<RowProblem, Long> skipped = new EnumMap<>(RowProblem.class);
    try (StreamSource source = StreamFiles.open(file, options)) {
      RowSink sink = DifferenceStage.before(new FirstRows(source.joints(), rows), source);
      long read = 0;
      boolean more = true;
      String segment = null;
      while (more && read < LOOKED_AT) {
        try {
          more = source.next();
        } catch (SourceException bad) {
          if (!skipBadRows || bad.problem().isEmpty()) {
            throw bad;
          }
          skipped.merge(bad.problem().get(), 1L, Long::sum);
          continue;
        }
        if (!more || (segment != null && !source.row().segment.equals(segment))) {
          sink.endSegment();
        }
        if (more) {
          segment = source.row().segment;
          sink.row(source.row());
          read++;
        }
      }
      return new StreamPreview(source.understood(), read, !more, !source.hasQd(),
          !source.hasQdd(), rows, skipped);
    }
  }

  /** Keeps copies of the first rows. */
  private record FirstRows(int joints, List<StreamRow> rows) implements RowSink {
    @Override
    public void row(StreamRow row) {
      if (rows.size() < SHOWN) {
        StreamRow copy = new StreamRow(joints);
        copy.copyFrom(row);
        rows.add(copy);
      }
    }

    @Override
    public void endSegment() {
      // The rows alone are shown.
    }
  }
}
