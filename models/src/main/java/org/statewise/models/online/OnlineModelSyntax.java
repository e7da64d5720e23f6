package org.statewise.models.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Reads online models as they are written on a command line: {@code name[:key=value,...]}, and two
 * of them with a + between for a memory and something fast on what it leaves.
 *
 * <pre>
 * none
 * network:loss=structured,rule=sgd,alpha=0.001,hidden=64-64
 * observer:leak=0.01,q=0.1
 * kalman:features=100,length=4,friction=own,leak=0.01,q=0.1
 * kalman:hidden=64-64,friction=own,leak=0.01,q=0.1
 * precision-kalman:loss=structured, and the keys of kalman
 * rls:features=100,length=2,friction=own,forgetting=0.999,ridge=0.1
 * rigid-body:forgetting=0.999,noise=0.1,spread=0.1
 * doomed:eta=0.1,momentum=0.5,leak=0.001
 * local:fields=50,width=0.5,leak=0.0001,q=0.001
 * trend:order=3,gain=0.11,lead=2
 * kalman:leak=1e-5,q=1e-5+observer:q=0.01
 * </pre>
 *
 * <p>The values shown are those of keys left out, but for hidden in kalman, which replaces the
 * random features. {@code docs/peers.md} tells where the values come from. A network also takes
 * kappa, its trust fraction; without there is no bound.
 *
 * @param arm whose parameters rigid-body estimates; without one that word is refused
 * @param losses finds the loss of a word, trained or not
 */
public record OnlineModelSyntax(Optional<ArmModel> arm, Function<String, LossSpec> losses) {
  /** A + that starts a second model, and not the exponent of a number. */
  private static final Pattern PLUS = Pattern.compile("\\+\\s*(?=[a-z])");

  private static final List<String> WORDS = List.of("none", "network", "observer", "kalman",
      "precision-kalman", "rls", "rigid-body", "doomed", "local", "trend");

  /** For untrained losses. */
  public OnlineModelSyntax(Optional<ArmModel> arm) {
    this(arm, LossSpec::parse);
  }

  /** The names that may stand before the colon. */
  public static List<String> words() {
    return WORDS;
  }

  /**
   * The model of a text.
   *
   * @throws IllegalArgumentException naming the key, the rule and the value if it says no model
   */
  public OnlineModelSpec parse(String text) {
    List<OnlineModelSpec> parts = new ArrayList<>();
    for (String part : PLUS.split(text, -1)) {
      parts.add(parseOne(part.strip()));
    }
    if (parts.size() > 2) {
      throw new IllegalArgumentException(
          "Online model: a + must stand between a memory and something"
              + " fast, two models; got " + parts.size() + " in \"" + text + "\".");
    }
    return parts.size() == 1
        ? parts.get(0)
        : new OnlineModelSpec.Pair(parts.get(0), parts.get(1));
  }

  private OnlineModelSpec parseOne(String text) {
    ModelSettings s = new ModelSettings(text);
    return s.finish(switch (s.word()) {
      case "none" -> new OnlineModelSpec.None();
      case "network" -> network(s);
      case "observer" -> new FilterSpec.Observer(s.number("leak", 0.01), s.number("q", 0.1));
      case "kalman" -> new FilterSpec.Kalman(features(s, 4), s.number("leak", 0.01),
          s.number("q", 0.1));
      case "precision-kalman" -> new FilterSpec.PrecisionKalman(features(s, 4),
          losses.apply(s.text("loss", "structured")), s.number("leak", 0.01),
          s.number("q", 0.1));
      case "rls" -> new FilterSpec.Rls(features(s, 2), s.number("forgetting", 0.999),
          s.number("ridge", 0.1));
      case "rigid-body" -> new FilterSpec.RigidBodyRls(
          arm.orElseThrow(() -> s.refused("needs the description of an arm, and there is none")),
          s.number("forgetting", 0.999), s.number("noise", 0.1), s.number("spread", 0.1));
      case "doomed" -> new OnlineModelSpec.Doomed(s.number("eta", 0.1), s.number("momentum", 0.5),
          s.number("leak", 0.001));
      case "local" -> new OnlineModelSpec.Local(s.whole("fields", 50), s.number("width", 0.5),
          s.number("leak", 1e-4), s.number("q", 1e-3));
      case "trend" -> new OnlineModelSpec.Trend(s.whole("order", 3), s.number("gain", 0.11),
          s.number("lead", 2));
      default -> throw new IllegalArgumentException("Online model: must be one of "
          + String.join(", ", WORDS) + "; got \"" + s.word() + "\".");
    });
  }

  private OnlineModelSpec network(ModelSettings s) {
    UpdateRuleSpec rule = UpdateRuleSpec.parse(s.text("rule", "sgd"));
    return new OnlineModelSpec.Network(s.widths("hidden", List.of(64, 64)),
        losses.apply(s.text("loss", "structured")), rule, s.number("alpha", 0.001),
        s.number("kappa", Double.POSITIVE_INFINITY), true);
  }

  /** Random features or a hidden layer, friction steps and a constant. */
  private static FeatureSpec features(ModelSettings s, double length) {
    List<FeatureSpec> parts = new ArrayList<>();
    if (s.has("hidden")) {
      if (s.has("features") || s.has("length")) {
        throw s.refused("hidden must not come together with features or length");
      }
      parts.add(new FeatureSpec.Hidden(s.widths("hidden", List.of()), Optional.empty()));
    } else {
      parts
          .add(new FeatureSpec.RandomFourier(s.whole("features", 100), s.number("length", length)));
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
}
