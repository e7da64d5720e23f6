package org.statewise.controller.evaluate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingCheckTest {
  private static final RankingCheck.Claim CLAIM = new RankingCheck.Claim("a", "b");

  private static RankingCheck.Verdict verdict(double[] a, double[] b) {
    return RankingCheck.of(CLAIM, "scenario", "", a, b);
  }

  @Test
  void shouldHoldWhereTheMeanIsSmaller() {
    RankingCheck.Verdict verdict = verdict(new double[]{1, 2, 9}, new double[]{5, 6, 7});
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict).hasToString(
        "holds: a before b, 4.00 against 6.00 Nm², 2 of 3 pairs (scenario)");
  }

  @Test
  void shouldSayWhereItDoesNotHold() {
    RankingCheck.Verdict verdict = verdict(new double[]{1, 100}, new double[]{2, 3});
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
  void shouldCountMotionsAndSpellOutScenarios() {
    RankingCheck.Verdict whole = verdict(new double[]{1}, new double[]{2});
    RankingCheck.Verdict reach = RankingCheck.of(CLAIM, "scenario", "reach", new double[]{1},
        new double[]{2});
    RankingCheck.Verdict lift = RankingCheck.of(CLAIM, "scenario", "lift", new double[]{3},
        new double[]{2});
    List<RankingCheck.Verdict> all = List.of(whole, reach, lift);
    assertThat(RankingCheck.sentences(all)).hasSize(2)
        .last().isEqualTo("motion by motion the claims hold in 1 of 2 cases");
    assertThat(RankingCheck.table(all).rows()).hasSize(1);
    assertThat(RankingCheck.byMotion("scenario", all).rows())
        .containsExactly(List.of("a before b", "✓ holds", "✗ does not hold"));
    assertThat(RankingCheck.rows("e", all)).extracting(row -> row.value())
        .containsExactly(1.0, 1.0, 0.0);
  }
}
