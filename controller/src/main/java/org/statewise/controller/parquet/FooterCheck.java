package org.statewise.controller.parquet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** Holds what a file says of itself against the file, before memory is taken by its word. */
final class FooterCheck {
  private static final int MARK_BYTES = 4;

  /** Mark, footer's length, mark. */
  private static final int LEAST_BYTES = 3 * MARK_BYTES;

  private FooterCheck() {}

  /** Checks that the file ends as a Parquet file does. */
  static void mark(Path file, long size) throws IOException {
    byte[] end = new byte[2 * MARK_BYTES];
    if (size >= LEAST_BYTES) {
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
        bytes.seek(size - end.length);
        bytes.readFully(end);
      }
    }
    String mark = new String(end, MARK_BYTES, MARK_BYTES, StandardCharsets.ISO_8859_1);
    if (mark.equals("PARE")) {
      throw new ParquetException(file + ": the Parquet file is encrypted, which is not read");
    }
    if (!mark.equals("PAR1")) {
      throw new ParquetException(
          file + ": a Parquet file must end with PAR1, but this one does not:"
              + " its writer did not come to the end, or the rest is missing");
    }
    long footer = (end[0] & 0xffL) | (end[1] & 0xffL) << 8 | (end[2] & 0xffL) << 16
        | (end[3] & 0xffL) << 24;
    if (footer > size - LEAST_BYTES) {
      throw new ParquetException(
          file + ": byte " + (size - end.length) + ": the footer must fit into"
              + " the " + size + " bytes of the file, but claims " + footer);
    }
  }

  /** The groups of rows, each of whose columns lies in the file and has a value a row. */
  static List<ParquetTableReader.RowGroup> groups(Path file, ParquetFileReader reader,
      List<ParquetColumn> columns) throws IOException {
    long size = Files.size(file);
    List<ParquetTableReader.RowGroup> groups = new ArrayList<>();
    for (BlockMetaData block : reader.getRowGroups()) {
      String where = file + ": row group " + (groups.size() + 1);
      groups.add(group(where, block, columns, size));
    }
    return List.copyOf(groups);
  }

  private static ParquetTableReader.RowGroup group(String where, BlockMetaData block,
      List<ParquetColumn> columns, long size) throws ParquetException {
    if (block.getRowCount() < 0 || block.getColumns().size() != columns.size()) {
      throw new ParquetException(where + " must have " + columns.size()
          + " columns and 0 or more rows, but claims " + block.getColumns().size() + " and "
          + block.getRowCount());
    }
    long start = Long.MAX_VALUE;
    long end = 0;
    for (int at = 0; at < columns.size(); at++) {
      ColumnChunkMetaData chunk = block.getColumns().get(at);
      String column = where + ", column " + columns.get(at).name();
      long first = chunk.getStartingPos();
      if (first < MARK_BYTES || chunk.getTotalSize() < 0 || chunk.getTotalSize() > size - first) {
        throw new ParquetException(column + " must lie within the " + size
            + " bytes of the file, but claims " + chunk.getTotalSize() + " from byte " + first);
      }
      if (!columns.get(at).isList() && chunk.getValueCount() != block.getRowCount()
          && columns.get(at).kind() != ParquetColumn.Kind.OTHER) {
        throw new ParquetException(column + " must have a value for each of the "
            + block.getRowCount() + " rows, but claims " + chunk.getValueCount());
      }
      start = Math.min(start, first);
      end = Math.max(end, first + chunk.getTotalSize());
    }
    return new ParquetTableReader.RowGroup(block.getRowCount(), start, end - start);
  }
}
