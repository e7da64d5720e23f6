package org.statewise.controller.app;

import java.io.Console;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The terminal, or what stands in its place: a live line that is written over again and again on
 * standard output, and lines that must not run into it, on either stream. Any thread.
 */
final class Screen {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean live;
  private String line = "";

  Screen(PrintWriter out, PrintWriter err) {
    this(out, err, isTerminal());
  }

  /** Shows nothing to anyone. */
  static Screen none() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new Screen(nowhere, nowhere, false);
  }

  /** {@code live} says whether a line can be written over. */
  Screen(PrintWriter out, PrintWriter err, boolean live) {
    this.out = out;
    this.err = err;
    this.live = live;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25 where there is no terminal
  static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  boolean isLive() {
    return live;
  }

  /** Standard output, for what comes before and after the live line. */
  PrintWriter out() {
    return out;
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

  private void draw() {
    if (!line.isEmpty()) {
      out.print("\r" + line + "\u001b[K");
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
