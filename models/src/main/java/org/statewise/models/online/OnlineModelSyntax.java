package org.statewise.models.online;

import java.util.List;
import java.util.Optional;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Reads online models as they are written on a command line: {@code name[:key=value,...]}, and two
 * of them with a + between for a memory and an observer of what it leaves.
 *
 * <pre>
 * none
 * network:loss=structured,rule=sgd,alpha=0.001,hidden=64-64
 * observer:leak=0.01,q=0.1
 * kalman:features=100,length=4,friction=own,leak=0.01,q=0.1
 * kalman:hidden=64-64,friction=own,leak=0.01,q=0.1
 * kalman:features=hidden:FILE
 * precision-kalman:loss=structured, and the keys of kalman
 * precision-kalman:file=FILE
 * network:init=FILE
 * network:memory=FILE
 * rls:features=100,length=2,friction=own,forgetting=0.999,ridge=0.1
 * rigid-body:forgetting=0.999,noise=0.1,spread=0.1
 * doomed:eta=0.1,momentum=0.5,leak=0.001
 * local:fields=50,width=0.5,leak=0.0001,q=0.001
 * trend:order=3,gain=0.11,lead=2
 * kalman:leak=1e-5,q=1e-5+observer:q=0.01
 * </pre>
 *
 * <p>The values shown are those of keys left out, but for hidden in kalman, which replaces the
 * random features, and for files. features=0 stands for no random features; features=hidden:FILE
 * for the last hidden layer of the network in a file, init=FILE for a network that starts as the
 * one in a file; memory=FILE for one that was trained over many arms, which holds the loss and the leak that
 * it learns by; file=FILE for a filter whose loss, leak, process noise and features were learned,
 * each of which but the loss may be given otherwise. {@code docs/peers.md} tells where the values come from. A network also takes
 * kappa, its trust fraction; without there is no bound.
 *
 * @param arm whose parameters rigid-body estimates; without one that word is refused
 * @param files finds losses by word, trained or not, and what lies in files
 */
public record OnlineModelSyntax(Optional<ArmModel> arm, LearnedFiles files) {
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
    return build(ModelText.parse(text));
  }

  /**
   * The model of a text that was read before.
   *
   * @throws IllegalArgumentException naming the key, the rule and the value if a setting says nothing
   */
  public OnlineModelSpec build(ModelText text) {
    List<OnlineModelSpec> specs = text.parts().stream().map(this::build).toList();
    return specs.size() == 1
        ? specs.get(0)
        : new OnlineModelSpec.TwoTimeScale(specs.get(0), specs.get(1));
  }

  private OnlineModelSpec build(ModelText.Part part) {
    ModelSettings s = new ModelSettings(part);
    return s.finish(switch (s.word()) {
      case "none" -> new OnlineModelSpec.None();
      case "network" -> network(s);
      case "observer" -> new FilterSpec.Observer(s.number("leak", 0.01), s.number("q", 0.1));
      case "kalman" ->
        new FilterSpec.Kalman(FeatureSettings.of(s, 4, files), s.number("leak", 0.01),
            s.number("q", 0.1));
      case "precision-kalman" -> precisionKalman(s);
      case "rls" ->
        new FilterSpec.Rls(FeatureSettings.of(s, 2, files), s.number("forgetting", 0.999),
            s.number("ridge", 0.1));
      case "rigid-body" -> new FilterSpec.RigidBodyRls(
          arm.orElseThrow(() -> s.refused("needs the description of an arm, and there is none")),
          s.number("forgetting", 0.999), s.atMost("noise", 0.1, 1), s.number("spread", 0.1));
      case "doomed" ->
        new OnlineModelSpec.DirectOffset(s.number("eta", 0.1), s.number("momentum", 0.5),
            s.number("leak", 0.001));
      case "local" -> new OnlineModelSpec.Local(s.whole("fields", 50), s.number("width", 0.5),
          s.number("leak", 1e-4), s.number("q", 1e-3));
      case "trend" -> new OnlineModelSpec.FadingMemory(s.whole("order", 3), s.number("gain", 0.11),
          s.atMost("lead", 2, 10));
      default -> throw new IllegalStateException("a text has no other words: " + s.word());
    });
  }

  private OnlineModelSpec network(ModelSettings s) {
    if (s.has("memory")) {
      return networkMemory(s);
    }
    UpdateRuleSpec rule = UpdateRuleSpec.parse(s.text("rule", "sgd"));
    Optional<NetworkInitialisation> start = s.has("init")
        ? Optional.of(files.start(s.text("init", "")))
        : Optional.empty();
    List<Integer> hidden = start.map(NetworkInitialisation::hidden).orElse(List.of(64, 64));
    return new OnlineModelSpec.Network(s.widths("hidden", hidden),
        files.loss(s.text("loss", "structured")), rule, s.number("alpha", 0.001),
        s.number("kappa", Double.POSITIVE_INFINITY), true, start);
  }

  /** From a file, whose values stand in for keys left out. */
  private OnlineModelSpec networkMemory(ModelSettings s) {
    NetworkMemorySpec found = files.memory(s.text("memory", ""));
    LossSpec loss = s.has("loss") ? files.loss(s.text("loss", "")) : found.loss();
    if (found.memory().knowsLinks() && arm.isEmpty()) {
      throw s.refused("memory needs the description of an arm, and there is none");
    }
    return new NetworkMemorySpec(found.memory(), loss, arm, s.number("leak", found.leak()),
        found.ratio());
  }

  /** From a file, whose values stand in for keys left out, or without. */
  private OnlineModelSpec precisionKalman(ModelSettings s) {
    if (!s.has("file")) {
      return new FilterSpec.PrecisionKalman(FeatureSettings.of(s, 4, files),
          files.loss(s.text("loss", "structured")), s.number("leak", 0.01), s.number("q", 0.1));
    }
    if (s.has("loss")) {
      throw s.refused("loss must not come together with file, which holds one");
    }
    LearnedFilter learned = files.filter(s.text("file", ""));
    FeatureSpec features = FeatureSettings.given(s)
        ? FeatureSettings.of(s, 4, files)
        : FeatureSpec.parse(learned.features());
    return new FilterSpec.PrecisionKalman(features, learned.loss(),
        s.number("leak", learned.leak()), s.number("q", learned.qOverR()));
  }
}
