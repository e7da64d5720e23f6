package org.statewise.controller.app.console;

import java.io.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.IntSupplier;

/**
 * The terminal, or what stands in its place: a live line that is written over again and again on
 * standard output, and lines that must not run into it, on either stream. Any thread.
 */
public final class Screen {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final PrintWriter above = new PrintWriter(new Above(), true);
  private final boolean live;
  private final IntSupplier columns;
  private String line = "";

  public Screen(PrintWriter out, PrintWriter err) {
    this(out, err, isTerminal(), isTerminal() ? new TerminalWidth() : () -> Integer.MAX_VALUE);
  }

  /** Shows nothing to anyone. */
  public static Screen none() {
    PrintWriter discarded = new PrintWriter(Writer.nullWriter());
    return new Screen(discarded, discarded, false, () -> Integer.MAX_VALUE);
  }

  /**
   * Of a terminal, or not.
   *
   * @param live whether a line can be written over
   * @param columns how wide it is now
   */
  public Screen(PrintWriter out, PrintWriter err, boolean live, IntSupplier columns) {
    this.out = out;
    this.err = err;
    this.live = live;
    this.columns = columns;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25 where there is no terminal
  public static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  boolean isLive() {
    return live;
  }

  /** Standard output, for what comes before and after the live line; it ends that line. */
  public PrintWriter out() {
    return above;
  }

  /** As many characters fit into the live line: one less than its columns, or the cursor wraps. */
  int width() {
    return Math.max(1, columns.getAsInt() - 1);
  }

  /** Says in the live line, where there is one, what is being done and takes a while. */
  public void prepare(String what) {
    if (live) {
      show(what + " ...");
    }
  }

  /** Shows the line in place of the last one; where nothing can be written over, below it. */
  synchronized void show(String text) {
    if (live) {
      line = text;
      draw();
    } else {
      out.println(text);
      out.flush();
    }
  }

  /** A line of standard output above the live one. */
  synchronized void say(String text) {
    clear();
    out.println(text);
    draw();
  }

  /** A line of standard error above the live one. */
  synchronized void complain(String text) {
    clear();
    err.println(text);
    err.flush();
    draw();
  }

  /** Ends the live line. */
  synchronized void end() {
    clear();
    line = "";
  }

  /** Lines in place of the live one. */
  private final class Above extends Writer {
    @Override
    public void write(char[] text, int offset, int length) {
      synchronized (Screen.this) {
        end();
        out.write(text, offset, length);
      }
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }

  private void draw() {
    if (!line.isEmpty()) {
      out.print("\r" + FittedLine.cut(line, width()) + "\u001b[K");
    }
    out.flush();
  }

  private void clear() {
    if (!line.isEmpty()) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
