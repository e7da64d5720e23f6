package org.statewise.controller.evaluate.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.replay.SegmentResult;
import org.statewise.models.online.OnlineModel;

/** Plays a recording through a control tick with a model in it. Any number of threads may call. */
@FunctionalInterface
public interface StreamPlayer {
  /**
   * Plays to the end.
   *
   * @param model predicts each sample, then learns it; keeps what it has learned
   * @param prior what is known before, as {@code law.prior}
   * @param seen is given each tick of a motion, in a record that the next one overwrites
   * @return a result a motion or segment
   * @throws IOException in one sentence if the recording cannot be played
   */
  List<SegmentResult> play(Path recording, OnlineModel model, String prior,
      Consumer<TickRecord> seen) throws IOException;
}
