package org.statewise.controller.foxglove;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of messages that clients missed. */
final class DropLogTest {
  private final FoxgloveWorld world = new FoxgloveWorld();

  @Test
  void shouldLogWhatWasLostOnceAMinute() throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(DropLog.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      FoxgloveWorld.Client slow = world.new Client().connect().subscribe(1, Topic.MEASURED);
      world.round();
      assertThat(lines.list).isEmpty();
      slow.reads = false;
      for (int i = 0; i < 10; i++) {
        world.tick();
        world.round();
      }
      assertThat(lines.list).extracting(line -> line.getKeyValuePairs().toString())
          .containsExactly("[slowClient=\"1\", fullQueue=\"0\"]");
      slow.reads = true;
      world.nowNs += 60_000_000_000L;
      world.round();
      world.round();
      assertThat(lines.list).hasSize(2).last().satisfies(line -> assertThat(
          line.getKeyValuePairs().toString()).isEqualTo("[slowClient=\"9\", fullQueue=\"0\"]"));
      slow.receive();
    } finally {
      logger.detachAppender(lines);
    }
  }
}
