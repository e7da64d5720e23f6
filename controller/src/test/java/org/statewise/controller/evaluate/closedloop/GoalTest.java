package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a goal says of its figure. */
final class GoalTest {
  @Test
  void shouldSayOfATimeThatNeverCameWhatDidNotHappen() {
    Goal goal = Goal.within("back", Double.POSITIVE_INFINITY, 0.5, "a lift", "not in time");
    assertThat(goal.holds()).isFalse();
    assertThat(goal.figureText()).isEqualTo("not in time");
    assertThat(goal.sentence())
        .isEqualTo("back: does not hold, not in time (at most 0.500), worst in a lift");
  }

  @Test
  void shouldCallAnyOtherInfiniteFigureDiverged() {
    Goal goal = Goal.atMost("error", Double.POSITIVE_INFINITY, 2, "");
    assertThat(goal.figureText()).isEqualTo("diverged");
    assertThat(goal.sentence()).isEqualTo("error: does not hold, diverged (at most 2.00)");
  }

  @Test
  void shouldRoundWhatIsFinite() {
    Goal goal = Goal.within("back", 0.1234, 0.5, "", "not in time");
    assertThat(goal.figureText()).isEqualTo("0.123");
    assertThat(goal.sentence()).isEqualTo("back: holds, 0.123 (at most 0.500)");
  }
}
