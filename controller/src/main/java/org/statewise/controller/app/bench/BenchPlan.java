package org.statewise.controller.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.bench.HistogramFiles;
import org.statewise.controller.bench.Quantity;
import org.statewise.controller.bench.Series;
import org.statewise.controller.bench.Setting;

/**
 * What is to be measured.
 *
 * @param seconds of each measurement
 * @param hertz states a second, one setting each
 * @param links over which the loop runs
 * @param loads what else the machine is made to do, one setting each
 */
public record BenchPlan(double seconds, List<Integer> hertz, List<BenchLink> links,
    List<Load> loads) {
  public BenchPlan {
    hertz = List.copyOf(hertz);
    links = List.copyOf(links);
    loads = List.copyOf(loads);
    for (int rate : hertz) {
      if (rate < 100 || rate > 1000 || 1000 % rate != 0) {
        throw new IllegalArgumentException(
            "--rate must be 100, 125, 200, 250, 500 or 1000 Hz, whole milliseconds from 1 to 10, but is "
                + rate);
      }
    }
  }

  /** In the order in which they are measured. */
  List<Setting> settings() {
    return loads.stream()
        .flatMap(load -> hertz.stream().map(rate -> new Setting(rate, load.word()))).toList();
  }

  /** How many measurements a setting has: cyclictest, sleep, a run a link, and the client in C beside FRI. */
  int measurements() {
    return 2 + links.size() + (links.contains(BenchLink.FRI) ? 1 : 0);
  }

  /** Every file with histograms that may come of it. */
  public List<String> files() {
    List<String> names = new ArrayList<>(List.of(HistogramFiles.LOG));
    for (Setting setting : settings()) {
      for (Quantity quantity : List.of(Quantity.CYCLICTEST, Quantity.SLEEP, Quantity.C_REPLY)) {
        names.add(Series.name(setting, quantity, "") + HistogramFiles.PERCENTILES);
      }
      for (BenchLink link : links) {
        for (Quantity quantity : Quantity.values()) {
          names.add(Series.name(setting, quantity, link.word()) + HistogramFiles.PERCENTILES);
        }
      }
    }
    return names;
  }
}
