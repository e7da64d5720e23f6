package org.statewise.controller.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class WorkerThreadTest {
  private static final long HOUR_NS = 3_600_000_000_000L;

  private final AtomicInteger rounds = new AtomicInteger();
  private final CountDownLatch resting = new CountDownLatch(1);
  private final WorkerThread worker = new WorkerThread("statewise-test", this::work);
  private volatile Thread ranOn;

  private void work() {
    ranOn = Thread.currentThread();
    while (!worker.closing()) {
      rounds.incrementAndGet();
      resting.countDown();
      worker.rest(HOUR_NS);
    }
  }

  @Test
  void shouldEndItsTaskInTheMiddleOfARestWhenItIsClosed() throws InterruptedException {
    worker.start();
    resting.await();
    worker.close();
    worker.close();
    assertThat(ranOn.getName()).isEqualTo("statewise-test");
    assertThat(ranOn.isDaemon()).isTrue();
    assertThat(ranOn.isAlive()).isFalse();
    assertThat(rounds.get()).isPositive();
  }

  @Test
  void shouldGoOnWithItsTaskWhenItIsWoken() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(2);
    WorkerThread[] own = new WorkerThread[1];
    own[0] = new WorkerThread("statewise-test", () -> {
      while (!own[0].closing()) {
        second.countDown();
        own[0].rest(HOUR_NS);
      }
    });
    own[0].start();
    own[0].wake();
    second.await();
    own[0].close();
    assertThat(second.getCount()).isZero();
  }

  @Test
  void shouldDoTheLastWorkOfAThreadThatWasNeverStartedOnceWhereItIsClosed() {
    worker.close();
    assertThat(ranOn).isSameAs(Thread.currentThread());
    assertThat(rounds.get()).isZero();
    ranOn = null;
    worker.close();
    assertThat(ranOn).isNull();
  }

  @Test
  void shouldPassAnInterruptOnOnceTheTaskHasEnded() throws InterruptedException {
    worker.start();
    resting.await();
    Thread.currentThread().interrupt();
    worker.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ranOn.isAlive()).isFalse();
  }

  @Test
  void shouldLogTheErrorThatEndsItsThread() {
    Logger logger = (Logger) LoggerFactory.getLogger(WorkerThread.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    WorkerThread failing = new WorkerThread("statewise-failing", () -> {
      throw new IllegalStateException("no such thing");
    });
    try {
      failing.start();
      failing.close();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getFormattedMessage()).isEqualTo(
        "the thread statewise-failing ended by an error");
    assertThat(lines.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("no such thing");
  }
}
