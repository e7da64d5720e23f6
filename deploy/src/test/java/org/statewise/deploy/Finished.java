package org.statewise.deploy;

import java.util.List;

/**
 * How the program ended.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its standard error, progress bars included
 */
record Finished(int code, String out, String err) {
  /** What it said on standard error besides its log, its progress bars and the pointer to its help. */
  List<String> complaints() {
    return err.lines().map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("Try '")
            && !line.matches("\\S+Z (INFO|WARN|ERROR) event=.*")
            && !line.matches("\\S+ +(\\?|\\d+) ?% \\[.*"))
        .toList();
  }
}
