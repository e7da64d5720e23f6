package org.statewise.controller.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapReader;

/** Opens a file of joint states, whose content and not its name tells what it is. */
public final class StreamFiles {
  private static final int HEAD_BYTES = 4096;

  /** What a file begins with that is known and not read, in hexadecimal, and what to do with it. */
  private static final Map<String, String> OTHERS = Map.of(
      hex("#ROSBAG V2.0"),
      "a ROS 1 bag, which is not read; make an MCAP file of it ('mcap convert FILE OUT.mcap')",
      hex("SQLite format 3"),
      "an SQLite file, which is not read; if it is a ROS 2 bag make an MCAP file of it ('ros2 bag"
          + " convert')",
      "894844460d0a1a0a", "an HDF5 file, which is not read; save its arrays as NPZ or CSV",
      "50415245", "an encrypted Parquet file, which is not read",
      "934e554d5059", "one array of NumPy without the others; save them together (numpy.savez)",
      "28b52ffd", "packed with zstd as a whole; unpack it first ('zstd -d FILE')",
      "1f8b", "packed with gzip; unpack it first ('gunzip FILE')",
      "fffe", "text in UTF-16; save it in UTF-8",
      "feff", "text in UTF-16; save it in UTF-8");

  private StreamFiles() {}

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Opens a file before its first row.
   *
   * @throws SourceException if it is none that can be read, or one to which an option does not fit
   */
  public static StreamSource open(Path file, SourceOptions options) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    String hex = HexFormat.of().formatHex(head);
    StreamSource source;
    if (hex.startsWith("894d434150")) {
      source = mcap(file, options);
    } else if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) {
      refuse(file, "NPZ", "--map", !options.columns().isEmpty());
      refuseBagOptions(file, "NPZ", options);
      source = NpzSource.open(file, options);
    } else if (hex.startsWith("50415231")) {
      refuse(file, "Parquet", "--key", !options.arrays().isEmpty());
      refuseBagOptions(file, "Parquet", options);
      source = ParquetSource.open(file, options);
    } else {
      for (Map.Entry<String, String> other : OTHERS.entrySet()) {
        if (hex.startsWith(other.getKey())) {
          throw new SourceException(file + ": byte 0: the file is " + other.getValue());
        }
      }
      for (int at = 0; at < head.length; at++) {
        if (head[at] == 0) {
          throw new SourceException(
              file + ": byte " + at + ": the file must be MCAP, NPZ, Parquet or"
                  + " CSV, but it begins as none of them does, and a text has no zero byte");
        }
      }
      refuse(file, "a table of text", "--key", !options.arrays().isEmpty());
      refuseBagOptions(file, "a table of text", options);
      source = CsvSource.open(file, options);
    }
    return new CheckedSource(source, options);
  }

  private static StreamSource mcap(Path file, SourceOptions options) throws IOException {
    refuse(file, "MCAP", "--map", !options.columns().isEmpty());
    refuse(file, "MCAP", "--key", !options.arrays().isEmpty());
    refuse(file, "MCAP", "--time-unit", options.clock().isPresent());
    McapReader mcap = McapReader.open(file);
    boolean ours = mcap.metadata(RecordingWriter.METADATA).isPresent()
        || mcap.channels().stream().anyMatch(c -> c.topic().equals(RecordingWriter.TOPIC));
    if (ours) {
      mcap.close();
      refuseBagOptions(file, "a recording of Statewise", options);
      return new RecordingSource(file);
    }
    return BagSource.open(mcap, file, options);
  }

  private static void refuseBagOptions(Path file, String kind, SourceOptions options)
      throws SourceException {
    refuse(file, kind, "--topic", options.topic().isPresent());
    refuse(file, kind, "--joints", !options.joints().isEmpty());
    refuse(file, kind, "--arrival-time", options.arrivalTime());
  }

  private static void refuse(Path file, String kind, String option, boolean given)
      throws SourceException {
    if (given) {
      throw new SourceException(file + ": " + option + " must not be given for " + kind
          + ", which the file is");
    }
  }
}
