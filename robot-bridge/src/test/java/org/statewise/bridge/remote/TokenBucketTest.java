package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TokenBucketTest {
  private long nowNs = Long.MAX_VALUE - 1_000;
  private final TokenBucket bucket = new TokenBucket(20, () -> nowNs);

  private int taken(int attempts, long betweenNs) {
    int taken = 0;
    for (int k = 0; k < attempts; k++) {
      taken += bucket.take() ? 1 : 0;
      nowNs += betweenNs;
    }
    return taken;
  }

  @Test
  void shouldAdmitASecondsWorthAtOnceAndNoMore() {
    assertThat(taken(500, 0)).isEqualTo(20);
    nowNs += 49_999_999;
    assertThat(bucket.take()).isFalse();
    nowNs += 1;
    assertThat(bucket.take()).isTrue();
  }

  @Test
  void shouldAdmitTwentyASecondOfFiveHundredASecond() {
    taken(500, 0);
    assertThat(taken(5_001, 2_000_000)).isEqualTo(200);
  }

  @Test
  void shouldSaveUpASecondAtMost() {
    nowNs += 3_600_000_000_000L;
    assertThat(taken(500, 0)).isEqualTo(20);
  }
}
