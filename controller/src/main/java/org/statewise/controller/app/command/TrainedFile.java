package org.statewise.controller.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.train.DataSet;
import org.statewise.controller.train.InitialisationFile;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.SeedResult;
import org.statewise.controller.train.TrainingRecord;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.NetworkInitialisation;

/** The file that a meta-training leaves: a loss, or what a network starts from. */
final class TrainedFile {
  private TrainedFile() {}

  /** @param hidden widths of the model's hidden layers */
  static void write(Path out, SeedResult best, List<Integer> hidden, DataSet train,
      TrainingRecord record) throws WorkException {
    try {
      Optional<Parameters> start = best.learned().start();
      if (start.isPresent()) {
        new InitialisationFile(new NetworkInitialisation(hidden, start.get(), train.scaling()),
            train.jointNames(), train.arm(), record).write(out);
      } else {
        new LossFile(best.best(), train.scaling(), train.jointNames(), train.arm(), record,
            best.learned().filter()).write(out);
      }
    } catch (IOException e) {
      throw new WorkException("--out: '" + out + "' cannot be written: " + e.getMessage(), e);
    }
  }
}
