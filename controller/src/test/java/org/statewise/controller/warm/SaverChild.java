package org.statewise.controller.warm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.statewise.controller.adapt.ModelSnapshots;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;

/** Saves as fast as it can until it is killed; every state is one number over and over. */
final class SaverChild {
  private SaverChild() {}

  public static void main(String[] args) {
    ModelSnapshots snapshots = new ModelSnapshots(new OnlineModelSpec.Local(50, 1, 0.001, 0.01)
        .build(7, Scaling.none(7), new SplittableRandom(1)));
    double[] values = new double[snapshots.size()];
    Path file = Path.of(args[0]);
    try (StateSaver saver = new StateSaver(snapshots, file, Map.of(), "1", 1)) {
      boolean told = false;
      for (long tick = 1; saver.failure().isEmpty(); tick++) {
        Arrays.fill(values, (double) tick);
        snapshots.goOnFrom(values);
        snapshots.countSample();
        snapshots.serve();
        if (!told && saver.saves() > 0 && Files.exists(file)) {
          told = true;
          System.out.println("saved");
        }
      }
      System.out.println(saver.failure());
    }
  }
}
