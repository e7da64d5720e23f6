package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.statewise.controller.telemetry.MotionSummary;
import org.statewise.controller.telemetry.RunSummary;

/** The end of a run names the side of the joints that an error is of. */
final class RunReportTest {
  private static String print(String linkSide, Double linkRmseMrad) {
    MotionSummary row = new MotionSummary("lift", 2, 1.5, linkRmseMrad, 4.25, 0.1, 0.5, 0.834, 0.1);
    RunSummary.Latency none = new RunSummary.Latency(0, 0, 0, 0);
    StringWriter text = new StringWriter();
    RunReport.print(new RunSummary(new RunSummary.Arm("iiwa7", "lbr", linkSide),
        new RunSummary.Adaptation("local", "none", null, null), 10, 1, 10, 0, null, null, 0,
        new RunSummary.StateAge(0, 0, 0, 0), "STOPPED", "", 0, new RunSummary.Drops(0, 0),
        Map.of(), null, Map.of(), Map.of(), true, List.of(row), 0, 0, row, null, null,
        new RunSummary.Timing(0, 0, 0, none, none), null), new PrintWriter(text));
    return text.toString();
  }

  @Test
  void shouldShowTheErrorsOfBothSides() {
    assertThat(print("true", 3.75)).contains(
        """
            motion       round motor RMS motor peak link RMS feedback pred. Nm^2 memory observer
            lift             2     1.500      4.250    3.750   10.00%     0.5000  83.4%    10.0%

            errors in mrad: on the motors' side as measured, on the links' side as the simulated arm knows them
            memory and observer: squared torque of each over that of what the prior leaves
            """
            .replace("\n", System.lineSeparator()));
  }

  @Test
  void shouldCallAnEstimateAnEstimate() {
    assertThat(print("estimate", 3.75)).contains(
        "on the links' side an estimate from measured torque and the joints' stiffness");
  }

  @Test
  void shouldShowNoErrorOfALinkThatNobodyKnows() {
    assertThat(print("unknown", null)).contains("4.250        -")
        .contains("on the links' side unknown: the arm's description has no stiffness");
  }
}
