package org.statewise.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program while it runs. Closing it ends it whatever it does. */
final class Running implements AutoCloseable {
  /** Longer than anything here takes on a machine that does ten other things. */
  private static final long MAX_WAIT_SECONDS = 180;

  private final Process process;
  private final String name;
  private final Lines out;
  private final Lines err;

  Running(Process process, String name) {
    this.process = process;
    this.name = name;
    out = new Lines(process.getInputStream());
    err = new Lines(process.getErrorStream());
  }

  /** Waits for a line of its standard output that holds {@code pattern}. */
  Matcher awaitLine(String pattern) throws InterruptedException {
    return await(out, pattern);
  }

  /** Waits for a line of its standard error that holds {@code pattern}. */
  Matcher awaitErrorLine(String pattern) throws InterruptedException {
    return await(err, pattern);
  }

  private Matcher await(Lines lines, String pattern) throws InterruptedException {
    Matcher found = lines.await(Pattern.compile(pattern));
    if (found == null) {
      Finished end = awaitEnd();
      throw new AssertionError("'%s' ended without '%s': %s".formatted(name, pattern, end));
    }
    return found;
  }

  /** The launcher's, and after it the program's. */
  long pid() {
    return process.pid();
  }

  /** Sends it a signal, by its name without SIG. */
  void signal(String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (kill.waitFor() != 0) {
      Finished end = awaitEnd();
      throw new AssertionError("'%s' is over already: %s".formatted(name, end));
    }
  }

  /** Takes every processor away from it for so long, as a busy host does to a whole machine. */
  void standStill(int seconds) throws Exception {
    long pid = process.pid();
    Process pause = new ProcessBuilder("sh", "-c",
        "kill -STOP %d && sleep %d && kill -CONT %d".formatted(pid, seconds, pid))
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (pause.waitFor() != 0) {
      Finished end = awaitEnd();
      throw new AssertionError("'%s' was over before it stood still: %s".formatted(name, end));
    }
  }

  Finished awaitEnd() throws InterruptedException {
    if (!process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("'%s' does not end: %s%s".formatted(name, out, err));
    }
    return new Finished(process.exitValue(), out.awaitAll(), err.awaitAll());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** One of its streams, read by a thread of its own so that it never waits for its reader. */
  private static final class Lines {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    Lines(InputStream stream) {
      reader = Thread.ofPlatform().daemon().start(() -> read(stream));
    }

    private void read(InputStream stream) {
      try (BufferedReader text = new BufferedReader(
          new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = text.readLine(); line != null; line = text.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        end();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    /** The match in the first line that holds the pattern; null if the stream ends without. */
    synchronized Matcher await(Pattern pattern) throws InterruptedException {
      long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_WAIT_SECONDS);
      for (int next = 0;; next++) {
        while (next == lines.size() && !ended) {
          long leftMillis = (deadlineNs - System.nanoTime()) / 1_000_000;
          if (leftMillis <= 0) {
            throw new AssertionError("no line with '%s' came: %s".formatted(pattern, lines));
          }
          wait(leftMillis);
        }
        if (next == lines.size()) {
          return null;
        }
        Matcher matcher = pattern.matcher(lines.get(next));
        if (matcher.find()) {
          return matcher;
        }
      }
    }

    String awaitAll() throws InterruptedException {
      reader.join();
      return toString();
    }

    @Override
    public synchronized String toString() {
      return String.join("\n", lines);
    }
  }
}
