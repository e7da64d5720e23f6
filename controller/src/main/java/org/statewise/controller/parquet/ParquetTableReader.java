package org.statewise.controller.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Reads a Parquet file row by row, a group of rows in memory at a time, and only the columns that are asked
 * for. Whatever is wrong with the file, each call ends in a {@link ParquetException}.
 */
public final class ParquetTableReader implements Closeable {
  private final Path file;
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final List<ParquetColumn> columns;
  private final List<RowGroup> groups;
  private final List<ColumnCursor> cursors = new ArrayList<>();
  private final int[] cursorOf;
  private MessageType selected;
  private List<ColumnDescriptor> descriptors = List.of();
  private int group = -1;
  private long rowsLeft;
  private long row;

  /**
   * A group of rows.
   *
   * @param start its first byte in the file
   * @param bytes that it takes there, from its first column to its last
   */
  public record RowGroup(long rows, long start, long bytes) {}

  private ParquetTableReader(Path file, ParquetFileReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    schema = reader.getFileMetaData().getSchema();
    columns = schema.getColumns().stream().map(ParquetColumn::of).toList();
    groups = FooterCheck.groups(file, reader, columns);
    cursorOf = new int[columns.size()];
  }

  /**
   * Opens a file before its first row.
   *
   * @throws ParquetException if it is no Parquet file or a damaged one
   */
  public static ParquetTableReader open(Path file) throws IOException {
    FooterCheck.mark(file, Files.size(file));
    return Guarded.call(file.toString(), () -> {
      ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file),
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new PageCodecs()).usePageChecksumVerification(true).build());
      try {
        return new ParquetTableReader(file, reader);
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    });
  }

  /** All columns of the file, in its order. */
  public List<ParquetColumn> columns() {
    return columns;
  }

  /** The groups of rows, in the order of the file. */
  public List<RowGroup> groups() {
    return groups;
  }

  /** How many rows the file says that it has. */
  public long rows() {
    return groups.stream().mapToLong(RowGroup::rows).sum();
  }

  /** What the file says of itself. */
  public Map<String, String> metadata() {
    return reader.getFileMetaData().getKeyValueMetaData();
  }

  /** Says which columns to read, by their place in {@link #columns}, before the first row. */
  public void select(List<Integer> chosen) {
    List<ColumnDescriptor> all = schema.getColumns();
    TreeSet<Integer> fields = new TreeSet<>();
    for (int at : chosen) {
      ColumnDescriptor column = all.get(at);
      cursorOf[at] = cursors.size();
      cursors.add(new ColumnCursor(columns.get(at), column.getPrimitiveType()
          .getPrimitiveTypeName(), column.getMaxDefinitionLevel()));
      fields.add(schema.getFieldIndex(column.getPath()[0]));
    }
    selected = new MessageType(schema.getName(), fields.stream().map(schema::getType).toList());
    reader.setRequestedSchema(selected);
    descriptors = chosen.stream().map(all::get).toList();
  }

  /** Goes to the next row; false at the end. */
  public boolean next() throws IOException {
    while (rowsLeft == 0) {
      if (group + 1 >= groups.size()) {
        return false;
      }
      openGroup(group + 1);
    }
    Guarded.call(where(), () -> {
      for (ColumnCursor cursor : cursors) {
        cursor.next();
      }
      return true;
    });
    rowsLeft--;
    row++;
    return true;
  }

  /** Goes before the first row of a group. */
  public void openGroup(int number) throws IOException {
    group = number;
    row = groups.stream().limit(number).mapToLong(RowGroup::rows).sum();
    rowsLeft = 0;
    Guarded.call(where(), () -> {
      PageReadStore pages = reader.readRowGroup(number);
      ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, new NoRecords(selected), selected,
          null);
      for (int at = 0; at < cursors.size(); at++) {
        cursors.get(at).open(store.getColumnReader(descriptors.get(at)));
      }
      return true;
    });
    rowsLeft = groups.get(number).rows();
  }

  /** Goes before the first row. */
  public void rewind() {
    group = -1;
    row = 0;
    rowsLeft = 0;
  }

  /** Whether the group that was opened has another row. */
  public boolean hasNextInGroup() {
    return rowsLeft > 0;
  }

  /** The group that the row is in, from 0. */
  public int group() {
    return group;
  }

  /** How many rows were read. */
  public long row() {
    return row;
  }

  /** How many values the row has in a column: 0 where it is null. */
  public int count(int column) {
    return cursors.get(cursorOf[column]).count();
  }

  /** A value as a number. */
  public double number(int column, int at) {
    return cursors.get(cursorOf[column]).number(at);
  }

  /** A value as an integer; of a number with a fraction without that. */
  public long integer(int column, int at) {
    return cursors.get(cursorOf[column]).integer(at);
  }

  /** A text; empty where it is null. */
  public String text(int column) {
    return cursors.get(cursorOf[column]).text();
  }

  private String where() {
    return file + ": row group " + (group + 1) + ", row " + (row + 1);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
