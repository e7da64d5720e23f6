package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One command on its way between two threads. */
final class CommandMailboxTest {
  private static final int MAILBOXES = 2_000;
  private static final int ROUNDS = 500;

  private final CommandMailbox mailbox = new CommandMailbox();

  private static LoopCommand command(int number) {
    return new LoopCommand(number, new byte[0], null);
  }

  @Test
  void shouldHoldOneOrderAtATime() {
    LoopCommand first = command(1);
    assertThat(mailbox.offer(first)).isTrue();
    assertThat(mailbox.offer(command(2))).isFalse();
    assertThat(mailbox.take()).isSameAs(first);
    assertThat(mailbox.take()).isNull();
    assertThat(mailbox.withdraw(first)).isFalse();
  }

  /** Many mailboxes a round, so that both threads come to some of them in the same moment. */
  @Test
  @Timeout(60)
  void shouldGiveEachOrderToExactlyOneOfTakerAndWithdrawer() throws Exception {
    CommandMailbox[] mailboxes = new CommandMailbox[MAILBOXES];
    LoopCommand[] commands = new LoopCommand[MAILBOXES];
    for (int i = 0; i < MAILBOXES; i++) {
      mailboxes[i] = new CommandMailbox();
      commands[i] = command(i);
    }
    boolean[] taken = new boolean[MAILBOXES];
    CyclicBarrier together = new CyclicBarrier(2);
    FutureTask<Void> control = new FutureTask<>(() -> {
      for (int round = 0; round < ROUNDS; round++) {
        together.await();
        for (int i = 0; i < MAILBOXES; i++) {
          taken[i] = mailboxes[i].take() != null;
        }
        together.await();
      }
      return null;
    });
    Thread.ofPlatform().daemon().start(control);
    int wrong = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < MAILBOXES; i++) {
        assertThat(mailboxes[i].offer(commands[i])).isTrue();
      }
      boolean[] withdrawn = new boolean[MAILBOXES];
      together.await();
      for (int i = 0; i < MAILBOXES; i++) {
        withdrawn[i] = mailboxes[i].withdraw(commands[i]);
      }
      together.await();
      for (int i = 0; i < MAILBOXES; i++) {
        wrong += taken[i] == withdrawn[i] ? 1 : 0;
      }
    }
    control.get();
    assertThat(wrong).as("commands that both had, or neither").isZero();
  }
}
