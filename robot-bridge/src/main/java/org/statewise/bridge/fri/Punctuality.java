package org.statewise.bridge.fri;

import java.util.Arrays;
import org.statewise.bridge.fri.FriEnums.Quality;

/**
 * Connection quality from how many answers were missing when they were due, which is when the next
 * message goes out. KUKA publishes no thresholds, so these are assumptions: within the last second none
 * is EXCELLENT, fewer than half of 25 GOOD, fewer than 25 FAIR; more, or 5 in a row, POOR, which ends
 * the session. A client that has just come counts as having missed the whole second before.
 */
final class Punctuality {
  static final int POOR_IN_A_ROW = 5;
  static final int POOR_IN_A_SECOND = 25;

  private final boolean[] missed;
  private int at;
  private int missedCount;
  private int inARow;

  /** @param answersPerSecond how many are due in a second, at least 1 */
  Punctuality(int answersPerSecond) {
    missed = new boolean[Math.max(1, answersPerSecond)];
    forget();
  }

  /** Nobody answers yet. */
  void forget() {
    Arrays.fill(missed, true);
    missedCount = missed.length;
    inARow = missed.length;
  }

  /** An answer was due: it came or it did not. */
  void judge(boolean came) {
    missedCount += (came ? 0 : 1) - (missed[at] ? 1 : 0);
    missed[at] = !came;
    at = (at + 1) % missed.length;
    inARow = came ? 0 : inARow + 1;
  }

  /** How many due answers in a row did not come. */
  int missedInARow() {
    return inARow;
  }

  Quality quality() {
    // Slower sessions have fewer answers a second, of which a smaller part may be missing.
    int most = Math.min(POOR_IN_A_SECOND, (missed.length + 1) / 2);
    if (inARow >= POOR_IN_A_ROW || missedCount >= most) {
      return Quality.POOR;
    }
    if (missedCount >= (most + 1) / 2) {
      return Quality.FAIR;
    }
    return missedCount > 0 ? Quality.GOOD : Quality.EXCELLENT;
  }
}
