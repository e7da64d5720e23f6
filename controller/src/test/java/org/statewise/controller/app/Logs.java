package org.statewise.controller.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged until it is closed. */
final class Logs implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  Logs() {
    appender.list = Collections.synchronizedList(new ArrayList<>());
    appender.start();
    root.addAppender(appender);
  }

  String text() {
    return String.join("\n", List.copyOf(appender.list).stream()
        .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy()).toList());
  }

  @Override
  public void close() {
    root.detachAppender(appender);
  }
}
