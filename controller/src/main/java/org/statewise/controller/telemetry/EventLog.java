package org.statewise.controller.telemetry;

import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs each event as its kind with key=value pairs. Runs where events are told: never on the loop. */
public final class EventLog implements Consumer<RunEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  @Override
  public void accept(RunEvent event) {
    LoggingEventBuilder line = LOG.atLevel(level(event.severity())).addKeyValue("name",
        event.name());
    if (event.tick() >= 0) {
      line = line.addKeyValue("tick", event.tick());
    }
    for (var detail : event.details().entrySet()) {
      line = line.addKeyValue(detail.getKey(), detail.getValue());
    }
    line.log(event.kind().name().toLowerCase(Locale.ROOT));
  }

  private static Level level(RunEvent.Severity severity) {
    return switch (severity) {
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }
}
