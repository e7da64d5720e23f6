package org.statewise.controller.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Writes a Parquet file: rows in groups that the caller ends, pages packed with zstd and with checksums. A
 * group is held in memory, packed, until it ends. The same rows give the same bytes.
 */
public final class ParquetTableWriter implements Closeable {
  /** What a column holds. */
  public enum Kind {
    /** 64 bit floating point; NaN is written as null. */
    NUMBER(PrimitiveTypeName.DOUBLE),
    /** 32 bit floating point. */
    FLOAT(PrimitiveTypeName.FLOAT),
    /** Any number of these. */
    FLOATS(PrimitiveTypeName.FLOAT),
    LONG(PrimitiveTypeName.INT64),
    INT(PrimitiveTypeName.INT32),
    FLAG(PrimitiveTypeName.BOOLEAN),
    TEXT(PrimitiveTypeName.BINARY),
    /** Any number of these. */
    TEXTS(PrimitiveTypeName.BINARY);

    private final PrimitiveTypeName primitive;

    Kind(PrimitiveTypeName primitive) {
      this.primitive = primitive;
    }
  }

  /** A column's name, and what it holds. */
  public record Column(String name, Kind kind) {}

  private static final String SCHEMA_NAME = "statewise";

  /** Of row groups and padding of blocks; groups end by the caller's word, and files are no blocks. */
  private static final long ANY_SIZE = 1L << 40;
  private static final int NO_PADDING = 0;
  private static final int INDEX_BYTES = 64;

  /** The definition level of what is in a list: list, repetition and element are there. */
  private static final int ELEMENT = 3;

  private final MessageType schema;
  private final List<ColumnDescriptor> descriptors;
  private final ParquetProperties properties = ParquetProperties.builder().build();
  private final PageCodecs codecs = new PageCodecs();
  private final ParquetFileWriter file;
  private final ColumnWriter[] writers;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore columns;
  private long rows;
  private int groups;

  /**
   * Begins a file.
   *
   * @param out replaced if it is there
   */
  public ParquetTableWriter(Path out, List<Column> columns) throws IOException {
    schema = new MessageType(SCHEMA_NAME, columns.stream().map(ParquetTableWriter::field).toList());
    descriptors = schema.getColumns();
    writers = new ColumnWriter[descriptors.size()];
    file = new ParquetFileWriter(new LocalOutputFile(out), schema,
        ParquetFileWriter.Mode.OVERWRITE, ANY_SIZE, NO_PADDING, null, properties);
    file.start();
    open();
  }

  private static Type field(Column column) {
    PrimitiveTypeName primitive = column.kind().primitive;
    return switch (column.kind()) {
      case NUMBER -> Types.optional(primitive).named(column.name());
      case TEXT -> Types.required(primitive).as(LogicalTypeAnnotation.stringType())
          .named(column.name());
      case FLOATS -> Types.optionalList().optionalElement(primitive).named(column.name());
      case TEXTS -> Types.optionalList().optionalElement(primitive)
          .as(LogicalTypeAnnotation.stringType()).named(column.name());
      case FLOAT, LONG, INT, FLAG -> Types.required(primitive).named(column.name());
    };
  }

  private void open() {
    pages = new ColumnChunkPageWriteStore(codecs.getCompressor(CompressionCodecName.ZSTD), schema,
        properties.getAllocator(), INDEX_BYTES, true, null, groups);
    columns = properties.newColumnWriteStore(schema, pages, pages);
    for (int at = 0; at < writers.length; at++) {
      writers[at] = columns.getColumnWriter(descriptors.get(at));
    }
    rows = 0;
  }

  /** One number; NaN for none. */
  public void number(int column, double value) {
    if (Double.isNaN(value)) {
      writers[column].writeNull(0, 0);
    } else {
      writers[column].write(value, 0, 1);
    }
  }

  /** One number, rounded to 32 bits. */
  public void real(int column, double value) {
    writers[column].write((float) value, 0, 0);
  }

  /** Numbers, at least one, rounded to 32 bits each. */
  public void reals(int column, double[] values) {
    for (int i = 0; i < values.length; i++) {
      writers[column].write((float) values[i], Math.min(i, 1), ELEMENT);
    }
  }

  /** A list of one text. */
  public void texts(int column, String value) {
    writers[column].write(Binary.fromString(value), 0, ELEMENT);
  }

  public void integer(int column, long value) {
    writers[column].write(value, 0, 0);
  }

  public void integer(int column, int value) {
    writers[column].write(value, 0, 0);
  }

  public void flag(int column, boolean value) {
    writers[column].write(value, 0, 0);
  }

  public void text(int column, String value) {
    writers[column].write(Binary.fromString(value), 0, 0);
  }

  /** Ends a row, of which every column was given. */
  public void endRow() {
    columns.endRecord();
    rows++;
  }

  /** How many rows the open group has. */
  public long rowsInGroup() {
    return rows;
  }

  /** Ends a group of rows; without any there is none. */
  public void endGroup() throws IOException {
    if (rows == 0) {
      return;
    }
    file.startBlock(rows);
    columns.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    columns.close();
    pages.close();
    groups++;
    open();
  }

  /** Ends the last group and the file. */
  public void finish(Map<String, String> metadata) throws IOException {
    endGroup();
    file.end(metadata);
  }

  @Override
  public void close() throws IOException {
    columns.close();
    pages.close();
    file.close();
  }
}
