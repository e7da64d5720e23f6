package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.spi.LoggingEventAware;
import org.statewise.proto.arm.ErrorCode;

/** What a flood of peers leaves in the log, on a clock that stands still unless advanced. */
final class BridgeLogTest {
  private final Lines lines = new Lines();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final BridgeLog log;

  BridgeLogTest() {
    channel.freezeTime();
    log = new BridgeLog(channel.eventLoop(), lines);
  }

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private void refuse(int times) {
    for (int k = 0; k < times; k++) {
      log.ended(channel, false, ErrorCode.BUSY, "the arm is taken");
    }
  }

  @Test
  void shouldLogAFloodOfRefusalsAsAFewLinesAndACount() {
    refuse(10_000);
    assertThat(lines.logged).containsExactly(
        "WARN controller name=refused code=BUSY address=embedded reason=the arm is taken",
        "WARN controller name=refused code=BUSY address=embedded reason=the arm is taken",
        "WARN controller name=refused code=BUSY address=embedded reason=the arm is taken");
    lines.logged.clear();
    pass(9);
    assertThat(lines.logged).isEmpty();
    pass(1);
    assertThat(lines.logged).containsExactly(
        "WARN controller name=refused code=BUSY more=9997 seconds=10");
  }

  @Test
  void shouldStayBoundedInALongFlood() {
    for (int second = 0; second < 3_600; second++) {
      refuse(500);
      pass(1);
    }
    assertThat(lines.logged).hasSize(360 * (BridgeLog.LINES + 1));
  }

  @Test
  void shouldStillReportOtherKindsInAFlood() {
    refuse(1_000);
    lines.logged.clear();
    log.welcomed(channel, "statewise");
    log.refusedConnection(channel, "64 connections are open already");
    assertThat(lines.logged).containsExactly(
        "INFO controller name=welcomed address=embedded client=statewise",
        "WARN connection name=refused address=embedded reason=64 connections are open already");
  }

  @Test
  void shouldHaveNothingToDoWhenNobodyComes() {
    refuse(1);
    pass(10);
    assertThat(lines.logged).hasSize(1);
    assertThat(channel.hasPendingTasks()).as("a timer runs on").isFalse();
  }

  /** Keeps each event as its level, message and pairs. */
  private static final class Lines extends AbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1;
    private final transient List<String> logged = new ArrayList<>();

    @Override
    public void log(LoggingEvent event) {
      logged
          .add(event.getLevel() + " " + event.getMessage() + " " + event.getKeyValuePairs().stream()
              .map(pair -> pair.key + "=" + pair.value).collect(Collectors.joining(" ")));
    }

    @Override
    protected void handleNormalizedLoggingCall(Level level, Marker marker, String message,
        Object[] arguments, Throwable cause) {
      throw new AssertionError("an event has pairs");
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
      return true;
    }
  }
}
