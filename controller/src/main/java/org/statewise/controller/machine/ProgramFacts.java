package org.statewise.controller.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.statewise.controller.realtime.Right;

/**
 * What this program is and may do on the machine.
 *
 * @param version of Java
 * @param collectors names of the garbage collectors
 * @param rights what was asked of the operating system
 */
public record ProgramFacts(String version, List<String> collectors, List<Right> rights) {
  /** One of Java, and one a right. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    rights.forEach(right -> findings.add(of(right)));
    return findings;
  }

  private Finding java() {
    // A collector has a name for each kind of pause.
    String value = version + ", " + collectors.stream().map(name -> name.split(" ", 2)[0])
        .distinct().collect(Collectors.joining(" and "));
    return collectors.stream().allMatch(name -> name.startsWith("ZGC"))
        ? Finding.good("Java", value)
        : new Finding("Java", value, Verdict.HURTS,
            "bin/statewise takes -XX:+UseZGC; take other collectors out of STATEWISE_JVM_FLAGS");
  }

  private static Finding of(Right right) {
    String what = "right: " + right.kind().word();
    String[] parts = right.sentence().split("; ", 2);
    if (right.inForce()) {
      return Finding.good(what, parts[0]);
    }
    // Without FIFO a busy machine is late for certain; the others matter on some machines.
    return new Finding(what, parts[0],
        right.kind() == Right.Kind.FIFO ? Verdict.HURTS : Verdict.WORKS,
        parts.length == 1 ? "" : parts[1]);
  }
}
