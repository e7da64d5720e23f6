package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One order on its way between two threads. */
final class CommandMailboxTest {
  private static final int BOXES = 2_000;
  private static final int ROUNDS = 500;

  private final CommandMailbox box = new CommandMailbox();

  private static LoopCommand order(int number) {
    return new LoopCommand(number, new byte[0], null);
  }

  @Test
  void shouldHoldOneOrderAtATime() {
    LoopCommand first = order(1);
    assertThat(box.offer(first)).isTrue();
    assertThat(box.offer(order(2))).isFalse();
    assertThat(box.take()).isSameAs(first);
    assertThat(box.take()).isNull();
    assertThat(box.withdraw(first)).isFalse();
  }

  /** Many boxes a round, so that both threads come to some of them in the same moment. */
  @Test
  @Timeout(60)
  void shouldGiveEachOrderToExactlyOneOfTakerAndWithdrawer() throws Exception {
    CommandMailbox[] boxes = new CommandMailbox[BOXES];
    LoopCommand[] orders = new LoopCommand[BOXES];
    for (int i = 0; i < BOXES; i++) {
      boxes[i] = new CommandMailbox();
      orders[i] = order(i);
    }
    boolean[] taken = new boolean[BOXES];
    CyclicBarrier together = new CyclicBarrier(2);
    FutureTask<Void> control = new FutureTask<>(() -> {
      for (int round = 0; round < ROUNDS; round++) {
        together.await();
        for (int i = 0; i < BOXES; i++) {
          taken[i] = boxes[i].take() != null;
        }
        together.await();
      }
      return null;
    });
    Thread.ofPlatform().daemon().start(control);
    int wrong = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < BOXES; i++) {
        assertThat(boxes[i].offer(orders[i])).isTrue();
      }
      boolean[] withdrawn = new boolean[BOXES];
      together.await();
      for (int i = 0; i < BOXES; i++) {
        withdrawn[i] = boxes[i].withdraw(orders[i]);
      }
      together.await();
      for (int i = 0; i < BOXES; i++) {
        wrong += taken[i] == withdrawn[i] ? 1 : 0;
      }
    }
    control.get();
    assertThat(wrong).as("orders that both had, or neither").isZero();
  }
}
