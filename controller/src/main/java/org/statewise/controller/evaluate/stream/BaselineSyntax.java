package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statewise.controller.law.PriorSpec;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Reads a list of baselines, commas between them:
 *
 * <ul>
 * <li>{@code LOSS[/RULE][@RATE]}, a network as the paper runs it: random start, no trust bound;
 * {@code learned-} before a kind of loss is what the experiment learned on its training recordings
 * <li>any model of {@link OnlineModelSyntax}
 * <li>each with {@code with PRIOR} behind it for another prior than the experiment's
 * </ul>
 *
 * @param arm for models that need one
 * @param hidden widths of the published networks
 * @param prior of baselines that name none
 * @param losses finds losses
 */
public record BaselineSyntax(Optional<ArmModel> arm, List<Integer> hidden, String prior,
    LossFinder losses) {
  /** The paper's rows, and every peer. */
  public static final String DEFAULT = String.join(",", "learned-state-dependent@0.001",
      "learned-structured@0.001", "learned-mlp@0.001", "squared@0.001", "squared@0.01",
      "squared/adam@0.001", "squared/adam@0.01", "none", "observer", "doomed", "kalman",
      "kalman:q=10",
      "precision-kalman:loss=learned-structured",
      "precision-kalman:loss=learned-state-dependent", "rls", "local",
      "network:loss=learned-state-dependent,kappa=0.1",
      "network:loss=learned-state-dependent,kappa=0.1+observer:q=0.01",
      "kalman:leak=1e-5,q=1e-5+observer:q=0.01");

  /** Those that need the description of an arm. */
  public static final String DEFAULT_WITH_ARM = String.join(",", "none with rigid-body",
      "observer with rigid-body", "trend with rigid-body", "rigid-body with rigid-body");

  private static final Pattern NETWORK = Pattern.compile(
      "((?:learned-)?(?:squared|structured|state-dependent|mlp)|[^:@]+\\.pb)(?:/([a-z-]+))?(?:@([^@]+))?");

  /** A comma between two baselines, and not one between the settings of a model. */
  private static final Pattern COMMA = Pattern.compile(",(?![a-z]+=)");
  private static final Pattern WITH = Pattern.compile(
      "(.+)" + Baseline.WITH + "([a-z-]+)");
  private static final Pattern LEARNED_WORD = Pattern.compile(
      Baseline.LEARNED + "(structured|state-dependent|mlp)");
  private static final double LEARNED_RATE = 0.001;

  /** Where losses come from. */
  @FunctionalInterface
  public interface LossFinder {
    /**
     * The loss of a word for a seed.
     *
     * @throws IllegalArgumentException in one sentence if there is none
     */
    LossSpec find(String word, long seed);
  }

  /** The kinds of loss that a list wants to have learned, without {@code learned-}. */
  public static List<String> learnedKinds(String list) {
    Set<String> kinds = new LinkedHashSet<>();
    Matcher matcher = LEARNED_WORD.matcher(list);
    while (matcher.find()) {
      kinds.add(matcher.group(1));
    }
    return List.copyOf(kinds);
  }

  /**
   * The baselines of a list.
   *
   * @throws IllegalArgumentException in one sentence naming the word that is wrong
   */
  public List<Baseline> parse(String list) {
    List<Baseline> all = new ArrayList<>();
    for (String text : COMMA.split(list, -1)) {
      Matcher with = WITH.matcher(text.strip());
      boolean named = with.matches();
      String chosen = named ? with.group(2) : prior;
      if (!(PriorSpec.parse(chosen) instanceof PriorSpec.None) && arm.isEmpty()) {
        throw new IllegalArgumentException("model '" + text.strip()
            + "' needs the description of an arm for its prior, and there is none");
      }
      Baseline baseline = parseOne(text.strip(), named ? with.group(1) : text.strip(), chosen);
      // A wrong word is said now, and not when its turn comes.
      var _ = baseline.spec().apply(0);
      all.add(baseline);
    }
    return all;
  }

  /**
   * Builds every baseline once, so that settings which do not fit the arm are said before hours of
   * training.
   *
   * @throws IllegalArgumentException in one sentence
   */
  public void check(String list, int joints) {
    for (Baseline baseline : parse(list)) {
      baseline.spec().apply(0).build(joints, Scaling.none(joints), new SplittableRandom(0));
    }
  }

  private Baseline parseOne(String name, String model, String chosenPrior) {
    Matcher network = NETWORK.matcher(model);
    if (!network.matches()) {
      return new Baseline(name, model, "", Double.NaN, chosenPrior, false,
          seed -> new OnlineModelSyntax(arm, word -> losses.find(word, seed)).parse(model));
    }
    String loss = network.group(1);
    UpdateRuleSpec rule = UpdateRuleSpec
        .parse(network.group(2) == null ? "sgd" : network.group(2));
    boolean learned = loss.startsWith(Baseline.LEARNED) || loss.endsWith(".pb");
    double alpha = network.group(3) == null
        ? learned ? LEARNED_RATE : rule.defaultRate()
        : rate(name, network.group(3));
    return new Baseline(name, loss, rule.word(), alpha, chosenPrior, true,
        seed -> new OnlineModelSpec.Network(hidden, losses.find(loss, seed), rule, alpha,
            Double.POSITIVE_INFINITY, false));
  }

  private static double rate(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the rate behind @ must be a number, but is '" + text + "' in '" + name + "'", e);
    }
  }
}
