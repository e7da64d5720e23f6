package org.statewise.controller.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderCheckTest {
  private static final OrderCheck.Claim CLAIM = new OrderCheck.Claim("a", "b");

  private static OrderCheck.Verdict verdict(double[] a, double[] b) {
    return OrderCheck.of(CLAIM, "course", "", a, b);
  }

  @Test
  void shouldHoldWhereTheMeanIsSmaller() {
    OrderCheck.Verdict verdict = verdict(new double[]{1, 2, 9}, new double[]{5, 6, 7});
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict).hasToString(
        "holds: a before b, 4.00 against 6.00 Nm², 2 of 3 pairs (course)");
  }

  @Test
  void shouldSayWhereItDoesNotHold() {
    OrderCheck.Verdict verdict = verdict(new double[]{1, 100}, new double[]{2, 3});
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.toString()).startsWith("DOES NOT HOLD: a before b").contains("1 of 2");
  }

  @Test
  void shouldHoldAgainstWhatDivergedAndNotFromIt() {
    double[] fine = {1};
    double[] diverged = {Double.NaN};
    assertThat(verdict(fine, diverged).holds()).isTrue();
    assertThat(verdict(diverged, fine).holds()).isFalse();
    assertThat(verdict(diverged, diverged).holds()).isFalse();
    assertThat(verdict(fine, fine).holds()).isFalse();
  }

  @Test
  void shouldCountMotionsAndSpellOutCourses() {
    OrderCheck.Verdict whole = verdict(new double[]{1}, new double[]{2});
    OrderCheck.Verdict reach = OrderCheck.of(CLAIM, "course", "reach", new double[]{1},
        new double[]{2});
    OrderCheck.Verdict lift = OrderCheck.of(CLAIM, "course", "lift", new double[]{3},
        new double[]{2});
    List<OrderCheck.Verdict> all = List.of(whole, reach, lift);
    assertThat(OrderCheck.sentences(all)).hasSize(2)
        .last().isEqualTo("motion by motion the claims hold in 1 of 2 cases");
    assertThat(OrderCheck.table(all).rows()).hasSize(1);
    assertThat(OrderCheck.byMotion("course", all).rows())
        .containsExactly(List.of("a before b", "holds", "NO"));
    assertThat(OrderCheck.rows("e", all)).extracting(row -> row.value())
        .containsExactly(1.0, 1.0, 0.0);
  }
}
