package org.statewise.controller.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.statewise.controller.app.console.ShutdownLatch;

/**
 * What the program said and how it ended, run in this process.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
public record Program(int code, String out, String err) {
  /** Runs the command line with the words of {@code args}. */
  public static Program run(String... args) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int code = Main.execute(args);
      return new Program(code, out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
      // The process ends with the tests, not with a run: it must not wait for one.
      ShutdownLatch.finish(0);
    }
  }
}
