package org.statewise.controller.app.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.stream.StreamPlayer;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.replay.SegmentResult;
import org.statewise.models.online.OnlineModel;

/** Plays recordings through the tick that {@code replay} uses. */
public final class SessionPlayer implements StreamPlayer {
  @Override
  public List<SegmentResult> play(Path recording, OnlineModel model, String prior,
      Consumer<TickRecord> seen) throws IOException {
    try (ReplaySession session = ReplaySession.open(recording)) {
      StatewiseConfig config = new ConfigLoader(session.source().base()).set("law.prior", prior)
          .load();
      return session.play(config, model, seen);
    } catch (UsageException | WorkException | ConfigException e) {
      throw new IOException(recording + ": " + e.getMessage(), e);
    }
  }
}
