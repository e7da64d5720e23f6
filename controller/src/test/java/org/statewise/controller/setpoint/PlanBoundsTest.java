package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.TestArms;

/** Whatever is asked for, planning it and sampling it has an end. */
final class PlanBoundsTest {
  private final ArmInfo arm = TestArms.plain(2, true);

  private SetpointSource path(String text) throws PlanException {
    return new TaskSpec.Path(PathFile.parse(text, "p.csv")).plan(arm, new double[2]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e7", "1e15", "1e300"})
  void shouldRefuseATrajectoryThatLastsLongerThanADay(String last) {
    assertThatThrownBy(() -> path("t,q1,q2\n0,0.1,0\n" + last + ",0.2,0\n"))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("motion 'trajectory' must last at most 86400.0 s, but lasts ");
  }

  @Test
  void shouldPlanADayAsFastAsASecond() {
    assertThatCode(() -> path("t,q1,q2\n0,0,0\n86000,0,0\n")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"1e9, 0", "0, 1e9", "1, 1e300", "40000, 50000"})
  void shouldRefuseWayPointsThatLastLongerThanADay(String seconds, String pause) {
    assertThatThrownBy(() -> path("name,q1,q2,seconds,pause\nthere,0.1,0," + seconds + "," + pause
        + "\n")).isInstanceOf(PlanException.class)
        .hasMessageStartingWith("the path to 'there' must last at most 86400.0 s, but lasts ");
  }

  @Test
  void shouldRefuseAWayPointThatIsReachedInNoTime() {
    assertThatThrownBy(() -> path("name,q1,q2,seconds\nhere,0,0,1e-300\n"))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "motion 'here' must take 0.001 s or longer, or 0 for as fast as allowed, but its"
                + " seconds are 1.0E-300");
  }

  @Test
  void shouldRefusePointsOfATrajectoryThatLieNoTimeApart() {
    assertThatThrownBy(() -> path("t,q1,q2\n0,0,0\n1e-9,0,0\n"))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "p.csv line 3: column t must grow by 0.001 s or more from row to row, but is 1e-9"
                + " after 0");
  }

  @Test
  void shouldRefuseAFileOfMorePointsThanAPlanMayHave() {
    String rows = IntStream.range(0, PlanBounds.MAX_POINTS + 1).mapToObj(_ -> "0,0\n")
        .collect(Collectors.joining());
    assertThatThrownBy(() -> path("q1,q2\n" + rows)).isInstanceOf(PlanException.class)
        .hasMessage("p.csv must have at most 100000 points, but has 100001");
  }

  @Test
  void shouldRefuseMoreRoundsThanAPlanMayHave() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TaskSpec.PickAndPlace(1_000_001))
        .withMessage("rounds must be in 1 to 1000000, or without end, but is 1000001");
    assertThat(new TaskSpec.PickAndPlace(TaskSpec.PickAndPlace.ENDLESS).rounds())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.5, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseASineThatNoTickCanFollow(double hertz) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskSpec.Sine(hertz, List.of(0.0), List.of(0.0)))
        .withMessage("frequency must be above 0 and at most 100.0 Hz, but is " + hertz + " Hz");
  }

  /** Between 0.2 and 0.2, 1 s apart, with a swing before: the spline overshoots where no point is. */
  @Test
  void shouldFindASpeedThatIsReachedBetweenPointsOnly() {
    assertThatThrownBy(() -> path("t,q1,q2\n0,0,0\n1,0,0\n1.2,0.5,0\n2,0.5,0\n"))
        .isInstanceOf(PlanException.class).hasMessageContaining("rad/s, but it reaches ");
  }
}
