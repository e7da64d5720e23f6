package org.statewise.controller.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.realtime.Right;

/** The program itself, and an arm's states, as properties of a machine. */
final class ProgramFactsTest {
  private static List<Finding> findings(List<String> collectors, Right... rights) {
    return new ProgramFacts("25.0.3", collectors, List.of(rights)).findings();
  }

  @Test
  void shouldWantACollectorThatDoesNotStopTheLoop() {
    assertThat(findings(List.of("ZGC Minor Cycles", "ZGC Minor Pauses")).getFirst().verdict())
        .isEqualTo(Verdict.GOOD);
    Finding other = findings(List.of("G1 Young Generation", "G1 Old Generation")).getFirst();
    assertThat(other.verdict()).isEqualTo(Verdict.HURTS);
    assertThat(other.mend()).contains("-XX:+UseZGC");
  }

  @Test
  void shouldSayWhatAMissingRightMeansAndWhatGivesIt() {
    List<Finding> findings = findings(List.of("ZGC"),
        new Right(Right.Kind.FIFO, false, "ticks will be late; allow it with ulimit"),
        new Right(Right.Kind.CPU_LATENCY, false, "no such device"),
        new Right(Right.Kind.MEMORY, true, "memory is locked"));
    assertThat(findings.subList(1, 4)).containsExactly(
        new Finding("right: fifo", "ticks will be late", Verdict.HURTS, "allow it with ulimit"),
        new Finding("right: cpu-latency", "no such device", Verdict.WORKS, ""),
        Finding.good("right: memory", "memory is locked"));
  }

  @Test
  void shouldJudgeAnArmsStatesByItsPeriod() {
    assertThat(arrivals(4_100_000).finding(0).verdict()).isEqualTo(Verdict.GOOD);
    assertThat(arrivals(5_500_000).finding(0).verdict()).isEqualTo(Verdict.WORKS);
    assertThat(arrivals(9_000_000).finding(0).verdict()).isEqualTo(Verdict.HURTS);
    assertThat(arrivals(4_000_000).finding(1).verdict()).as("lost ones").isEqualTo(Verdict.HURTS);
    assertThat(Arrivals.every(4_000_000).finding(0).verdict()).as("none").isEqualTo(Verdict.HURTS);
  }

  private static Arrivals arrivals(long intervalNs) {
    Arrivals arrivals = Arrivals.every(4_000_000);
    for (int i = 0; i < 100; i++) {
      arrivals.add(intervalNs);
    }
    return arrivals;
  }
}
