package org.statewise.controller.app.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;

/**
 * A controller to compare: LOSS, LOSS/RULE or LOSS/RULE@RATE for the network, for example
 * {@code squared/adam@0.001}, where LOSS may be a file; or another model as {@code adaptation.model} takes
 * it, for example {@code kalman:leak=0.01,q=0.1}.
 *
 * @param name as the user wrote it
 */
public record Variant(String name, StatewiseConfig config) {
  private static final Pattern NETWORK = Pattern.compile(
      "(auto|squared|(?:learned-)?(?:structured|state-dependent|mlp)|[^:@]+\\.pb)(?:/([a-z-]+))?(?:@([0-9.eE+-]+))?");

  /** A comma between two controllers, and not one between the settings of a model. */
  private static final Pattern COMMA = Pattern.compile(",(?![a-z]+=)");

  /** Lays each variant of a list over {@code base}. */
  public static List<Variant> parse(String list, StatewiseConfig base) throws ConfigException {
    List<Variant> variants = new ArrayList<>();
    for (String word : COMMA.split(list, -1)) {
      ConfigLoader loader = new ConfigLoader(base);
      Matcher network = NETWORK.matcher(word);
      // What is named stands alone.
      loader.set("adaptation.observer", "none");
      if (network.matches()) {
        loader.set("adaptation.model", "network");
        loader.set("adaptation.loss", network.group(1));
        if (network.group(2) != null) {
          loader.set("adaptation.updateRule", network.group(2));
          loader.set("adaptation.learningRate", 0);
        }
        if (network.group(3) != null) {
          loader.setText("adaptation.learningRate", network.group(3));
        }
      } else {
        loader.set("adaptation.model", word);
      }
      variants.add(new Variant(word, loader.load()));
    }
    return variants;
  }

  /** The name of a configuration that was not named by the user. */
  public static Variant of(StatewiseConfig config, LearnedModels losses) {
    AdaptationConfig adaptation = config.adaptation();
    if (!(adaptation.model() instanceof ModelChoice.Network)) {
      return new Variant(adaptation.text(), config);
    }
    String network = losses.resolve(adaptation.loss()).text() + "/"
        + adaptation.updateRule().word();
    return new Variant(adaptation.observer().learns()
        ? network + "+" + adaptation.observer().text()
        : network, config);
  }
}
