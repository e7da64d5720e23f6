package org.statewise.controller.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;

/**
 * A controller to compare: LOSS, LOSS/RULE or LOSS/RULE@RATE, for example {@code squared/adam@0.001};
 * {@code none} for the prior alone.
 *
 * @param name as the user wrote it
 */
record Variant(String name, StatewiseConfig config) {
  private static final Pattern FORM = Pattern
      .compile("([a-z-]+)(?:/([a-z-]+))?(?:@([0-9.eE+-]+))?");

  /** Lays each variant of a list over {@code base}. */
  static List<Variant> parse(String list, StatewiseConfig base)
      throws UsageException, ConfigException {
    List<Variant> variants = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      Matcher matcher = FORM.matcher(word);
      if (!matcher.matches()) {
        throw new UsageException("--compare must list LOSS, LOSS/RULE or LOSS/RULE@RATE, but has '"
            + word + "'");
      }
      ConfigLoader loader = new ConfigLoader(base);
      if (matcher.group(1).equals("none")) {
        loader.set("adaptation.model", "none");
      } else {
        loader.set("adaptation.model", "network");
        loader.set("adaptation.loss", matcher.group(1));
        if (matcher.group(2) != null) {
          loader.set("adaptation.updateRule", matcher.group(2));
          loader.set("adaptation.learningRate", 0);
        }
        if (matcher.group(3) != null) {
          loader.setText("adaptation.learningRate", matcher.group(3));
        }
      }
      StatewiseConfig config = loader.load();
      checkWords(config);
      variants.add(new Variant(word, config));
    }
    return variants;
  }

  /** A wrong word is said before the first replay, not after. */
  private static void checkWords(StatewiseConfig config) throws UsageException {
    try {
      Wiring.onlineModel(config.adaptation());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--compare: " + e.getMessage(), e);
    }
  }

  /** The name of a configuration that was not named by the user. */
  static Variant of(StatewiseConfig config) {
    StatewiseConfig.Adaptation adaptation = config.adaptation();
    boolean none = adaptation.model().equals("none");
    return new Variant(none ? "none" : adaptation.loss() + "/" + adaptation.updateRule(), config);
  }
}
