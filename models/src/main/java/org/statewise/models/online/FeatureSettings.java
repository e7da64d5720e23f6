package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.statewise.models.loss.LossSpec;

/**
 * Features as they are written in a model's text: random ones or a hidden layer, then friction
 * steps, then a constant.
 *
 * <pre>
 * features=100,length=4,friction=own
 * features=0,friction=none          a constant alone
 * features=hidden:FILE              the last hidden layer of the network in a file
 * hidden=64-64                      of a random network
 * </pre>
 */
final class FeatureSettings {
  private static final String OF_FILE = "hidden:";
  private static final double LENGTH = 4;

  private FeatureSettings() {}

  /** The features of a text that holds nothing else; none from files. */
  static FeatureSpec parse(String text) {
    ModelSettings s = new ModelSettings(
        ModelText.Part.parse(text.isEmpty() ? "features" : "features:" + text));
    FeatureSpec spec = of(s, LENGTH, LossSpec::parse);
    s.refuseOthers();
    return spec;
  }

  /** Whether any of the keys is given. */
  static boolean given(ModelSettings s) {
    // Asked for one by one, so that all of them are known.
    return Stream.of("features", "length", "friction", "hidden").filter(s::has).count() > 0;
  }

  /**
   * The features of a model's settings.
   *
   * @param length of random features, where none is given
   */
  static FeatureSpec of(ModelSettings s, double length, LearnedFiles files) {
    List<FeatureSpec> parts = new ArrayList<>();
    String features = s.text("features", "");
    if (s.has("hidden")) {
      if (s.has("features") || s.has("length")) {
        throw s.refused("hidden must not come together with features or length");
      }
      parts.add(new FeatureSpec.Hidden(s.widths("hidden", List.of()), Optional.empty()));
    } else if (features.startsWith(OF_FILE)) {
      if (s.has("length")) {
        throw s.refused("length must not come together with features of a file");
      }
      NetworkInitialisation start = files.start(features.substring(OF_FILE.length()));
      parts.add(new FeatureSpec.Hidden(start.hidden(), Optional.of(start)));
    } else if (!features.equals("0")) {
      parts.add(
          new FeatureSpec.RandomFourier(s.whole("features", 100), s.number("length", length)));
    }
    String friction = s.text("friction", "own");
    switch (friction) {
      case "own" -> parts.add(new FeatureSpec.Friction(true));
      case "all" -> parts.add(new FeatureSpec.Friction(false));
      case "none" -> {
      }
      default -> throw s.refused(
          "friction must be one of own, all, none; got \"" + friction + "\"");
    }
    parts.add(new FeatureSpec.Constant());
    return new FeatureSpec.Joined(parts);
  }

  /**
   * The text that {@link #parse} makes the same features of.
   *
   * @throws IllegalArgumentException if they are of a hidden layer, which a text cannot hold
   */
  static String text(FeatureSpec spec) {
    String count = "features=0";
    String friction = "friction=none";
    List<FeatureSpec> parts = spec instanceof FeatureSpec.Joined joined
        ? joined.parts()
        : List.of(spec);
    for (FeatureSpec part : parts) {
      switch (part) {
        case FeatureSpec.RandomFourier random -> count = "features=" + random.count() + ",length="
            + random.lengthScale();
        case FeatureSpec.Friction steps -> friction = "friction=" + (steps.own() ? "own" : "all");
        case FeatureSpec.Constant _ -> {
          // Always there.
        }
        case FeatureSpec.Hidden _,FeatureSpec.Joined _ -> throw new IllegalArgumentException(
            "Features: must be random, friction or constant ones to be kept in a file.");
      }
    }
    return count + "," + friction;
  }
}
