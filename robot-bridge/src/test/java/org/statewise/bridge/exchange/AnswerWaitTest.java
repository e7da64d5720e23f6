package org.statewise.bridge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerWaitTest {
  private static final long LONGEST_NS = 10_000_000;

  private final AnswerWait wait = new AnswerWait();

  @Test
  void shouldEndWhenItHasLookedForAsLongAsItMay() {
    wait.begin(LONGEST_NS, 5);
    assertThat(wait.goesOn(5)).isTrue();
    for (long passedNs = 1_000_000; passedNs < LONGEST_NS; passedNs += 1_000_000) {
      assertThat(wait.goesOn(5 + passedNs)).as("after %d ns", passedNs).isTrue();
    }
    assertThat(wait.goesOn(5 + LONGEST_NS)).isFalse();
  }

  @Test
  void shouldNotCountTimeInWhichNobodyLooked() {
    wait.begin(LONGEST_NS, 0);
    assertThat(wait.goesOn(1_000 * LONGEST_NS)).isTrue();
    assertThat(wait.goesOn(2_000 * LONGEST_NS)).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThat(wait.goesOn((3_000 + i) * LONGEST_NS)).isTrue();
    }
    assertThat(wait.goesOn(5_000 * LONGEST_NS)).as("five looks of two milliseconds").isFalse();
  }

  @Test
  void shouldNotBeginWhereThereIsNothingToWaitFor() {
    wait.begin(0, 7);
    assertThat(wait.goesOn(7)).isFalse();
  }
}
