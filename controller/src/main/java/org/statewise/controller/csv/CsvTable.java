package org.statewise.controller.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a CSV file with a header, record by record. The header line tells whether commas, semicolons
 * or tabs stand between the fields. A byte order mark, CR LF, quoted fields, blank lines and lines that
 * begin with # are taken as they should be; names of columns are read without regard to case.
 */
public final class CsvTable implements Closeable {
  private static final int MAX_FIELD_CHARACTERS = 1 << 20;
  private static final int HEADER_BYTES = 1 << 16;
  private static final char[] SEPARATORS = {',', ';', '\t'};

  private final String name;
  private final CountedStream counted;
  private final CloseableIterator<CsvRecord> records;
  private final char separator;
  private final List<String> header;
  private final long headerLine;
  private CsvRecord record;

  private CsvTable(InputStream in, String name) throws IOException {
    this.name = name;
    counted = new CountedStream(in);
    BufferedInputStream buffered = new BufferedInputStream(counted, HEADER_BYTES);
    separator = separator(buffered);
    records = CsvReader.builder().fieldSeparator(separator).commentStrategy(CommentStrategy.SKIP)
        .skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true)
        .trimWhitespacesAroundQuotes(true).detectBomHeader(true)
        .maxBufferSize(MAX_FIELD_CHARACTERS).ofCsvRecord(buffered).iterator();
    boolean any = next();
    header = any
        ? fields().stream().map(field -> field.toLowerCase(Locale.ROOT)).toList()
        : List.of();
    headerLine = any ? line() : 1;
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        throw new CsvFormatException(name + ": line " + headerLine + ": the column \""
            + shortened(column) + "\" must stand only once");
      }
    }
  }

  /**
   * Opens a file, which is read once from the front and may be larger than memory.
   *
   * @throws CsvFormatException if its header is none
   */
  public static CsvTable open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return new CsvTable(in, file.toString());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Reads a text, which {@code name} stands for in sentences. */
  public static CsvTable of(String text, String name) throws IOException {
    return new CsvTable(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
  }

  /** The separator that the first line with content has most of. */
  private static char separator(BufferedInputStream in) throws IOException {
    in.mark(HEADER_BYTES);
    String text = new String(in.readNBytes(HEADER_BYTES - 1), StandardCharsets.UTF_8);
    in.reset();
    String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String line = start.lines().filter(each -> !each.isBlank() && !each.startsWith("#"))
        .findFirst().orElse("");
    char best = ',';
    for (char candidate : SEPARATORS) {
      if (count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(c -> c == wanted).count();
  }

  /**
   * Goes to the next record; false at the end.
   *
   * @throws CsvFormatException if quotes are wrong, after which there is no going on
   */
  public boolean next() throws IOException {
    try {
      do {
        if (!records.hasNext()) {
          return false;
        }
        record = records.next();
      } while (record.getFieldCount() == 1 && record.getField(0).isBlank());
      return true;
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CsvFormatException(name + ": line " + (record == null ? 1 : line() + 1)
          + " or below: a field must end within " + MAX_FIELD_CHARACTERS
          + " characters, and a quoted one with a quote, but this cannot be read: "
          + shortened(String.valueOf(cause.getMessage())));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Lower-case names of the columns; empty if the file has no content. */
  public List<String> header() {
    return header;
  }

  /** Where the header stands, from 1. */
  public long headerLine() {
    return headerLine;
  }

  /** The record's fields without blanks around them. */
  public List<String> fields() {
    return record.getFields().stream().map(String::strip).toList();
  }

  /** Where the record begins, from 1. */
  public long line() {
    return record.getStartingLineNumber();
  }

  /** Whether the record is the last one and its line has no end, so that it may be cut off. */
  public boolean mayBeCutOff() throws IOException {
    try {
      return !records.hasNext() && counted.last != '\n' && counted.last != '\r';
    } catch (CsvParseException | UncheckedIOException e) {
      return false;
    }
  }

  /** What may be behind a record of another number of fields than the header; empty if unknown. */
  public String causeOfWrongCount(int fields) {
    return separator == ',' && fields > header.size()
        ? "; are there decimal commas? Numbers need a decimal point"
        : "";
  }

  /** What may be behind a field that is no number; empty if unknown. */
  public static String causeOfNoNumber(String field) {
    return field.matches("[+-]?[0-9]+,[0-9]+([eE][+-]?[0-9]+)?")
        ? "; numbers need a decimal point, not a comma"
        : "";
  }

  /** What stands between the fields, in words. */
  public String separatorWord() {
    return switch (separator) {
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      default -> "commas";
    };
  }

  /** How many bytes were read so far. */
  public long bytesRead() {
    return counted.count;
  }

  private static String shortened(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() > 80 ? printable.substring(0, 80) + "..." : printable;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  /** Counts bytes and keeps the last. */
  private static final class CountedStream extends InputStream {
    private final InputStream in;
    private long count;
    private int last = -1;

    CountedStream(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int got = in.read(bytes, offset, length);
      if (got > 0) {
        count += got;
        last = bytes[offset + got - 1];
      }
      return got;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
