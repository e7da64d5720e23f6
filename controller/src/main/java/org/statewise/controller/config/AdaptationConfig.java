package org.statewise.controller.config;

import static org.statewise.controller.config.StatewiseConfig.require;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.adapt.AskedAt;
import org.statewise.controller.adapt.CompositeGain;
import org.statewise.controller.adapt.SampleSettings;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.models.online.ModelText;
import org.statewise.models.online.PeriodConversion;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * What learns, and how.
 *
 * @param model {@code auto}, which is the network with the memory of the arm behind the rigid-body prior of one that ships,
 *     {@code local:width=1.5,q=1e-2,leak=1e-3} behind any other prior and {@code network} without; {@code network},
 *     to which the next five keys belong; {@code none} for no memory; or another online
 *     model with its settings, for example {@code kalman:leak=0.01,q=0.1}. It is the memory where an
 *     observer stands beside it
 * @param loss {@code auto} (the shipped state-dependent one where it fits), {@code squared}, {@code structured}, {@code state-dependent}, {@code mlp};
 *     {@code learned-} before one of the last three for the shipped one; or a learned loss' file (.pb)
 * @param updateRule {@code sgd} or {@code adam}
 * @param learningRate alpha; 0 for the update rule's own
 * @param kappa the part of its error that one update may move a prediction by; 0 for no bound
 * @param hidden sizes of the hidden layers
 * @param observer what learns what the memory leaves, fast: {@code auto}, which is {@code trend:order=1,gain=0.1,lead=0}
 *     beside a network that {@code auto} chose and {@code none} beside any other memory; {@code none}, or an online model with its
 *     settings, for example {@code trend:order=1,gain=0.05,lead=0}
 * @param askedAt where memory and observer are asked: {@code auto}, which is {@code desired} for a network with a memory
 *     and {@code measured} for any other; or one of these
 * @param target {@code commanded} or {@code measured} torque, or {@code sensed} by sensors behind the gears
 * @param acceleration of samples, from differences of {@code position} or {@code velocity}
 * @param commandDelayMillis from a command to its torque, the motors' lag and the cabinet's torque loop included
 * @param lowPassHz corner of the low-pass that samples go through, Hz; 0 for none; at most 4 where {@code auto} chose
 *     local models
 * @param compositeGain how much the tracking error teaches beside that of prediction: {@code auto}, which is 0.5 for
 *     a network with a memory and 0 for any other; or a number up to 1
 * @param samplePeriodMillis how far apart the samples are that the constants of both models are meant
 *     for, those of a network's own keys too; 0 for those of the arm, whatever its period
 * @param outputFraction the part of the torque limits that the model may command; 0 leaves it
 *     unbounded and unsupervised
 * @param saveFile where what is learned is kept; empty for not at all
 * @param saveSeconds time between two saves; 0 for one at the end alone
 * @param warmStart file to go on from; empty for a cold start
 * @param coldIfRefused whether a file that does not fit, or is damaged, means a cold start
 */
public record AdaptationConfig(ModelChoice model, LossName loss, UpdateRuleSpec updateRule,
    double learningRate, double kappa, List<Integer> hidden, ObserverChoice observer,
    AskedAt askedAt, TorqueTarget target,
    SampleSettings.Acceleration acceleration, double commandDelayMillis, double lowPassHz,
    CompositeGain compositeGain, double samplePeriodMillis, double outputFraction, String saveFile,
    double saveSeconds,
    String warmStart, boolean coldIfRefused) {
  public AdaptationConfig {
    require(!observer.learns()
        || !(model instanceof ModelChoice.Other(ModelText text)) || text.parts().size() == 1,
        "adaptation.observer must be none where adaptation.model names an observer behind its +",
        observer.text());
    require(commandDelayMillis >= 0 && commandDelayMillis <= 100,
        "adaptation.commandDelayMillis must be within 0 and 100", commandDelayMillis);
    require(lowPassHz >= 0, "adaptation.lowPassHz must not be negative", lowPassHz);
    require(samplePeriodMillis == 0 || (samplePeriodMillis >= 0.1 && samplePeriodMillis <= 100),
        "adaptation.samplePeriodMillis must be 0 or within 0.1 and 100", samplePeriodMillis);
    require(outputFraction >= 0 && outputFraction <= 1,
        "adaptation.outputFraction must be within 0 and 1", outputFraction);
    hidden = List.copyOf(hidden);
    require(saveSeconds >= 0, "adaptation.saveSeconds must not be negative", saveSeconds);
    require(learningRate >= 0, "adaptation.learningRate must not be negative", learningRate);
    require(kappa >= 0, "adaptation.kappa must not be negative", kappa);
    require(hidden.stream().allMatch(size -> size > 0), "adaptation.hidden must be positive",
        hidden);
  }

  /** What makes the constants of {@code model} those of an arm's samples. */
  public PeriodConversion toPeriod(long periodNs) {
    return PeriodConversion.of(1e-3 * samplePeriodMillis, periodNs);
  }

  AdaptationConfig with(ModelChoice memory, ObserverChoice beside, double hertz) {
    return new AdaptationConfig(memory, loss, updateRule, learningRate, kappa, hidden, beside,
        askedAt.resolve(memory.isTrainedOverArms()), target, acceleration, commandDelayMillis,
        hertz, compositeGain.resolve(memory.isTrainedOverArms()), samplePeriodMillis,
        outputFraction,
        saveFile, saveSeconds, warmStart, coldIfRefused);
  }

  /** Where memory and observer are asked, whatever {@code auto} means with this memory. */
  public AskedAt resolvedAskedAt() {
    return askedAt.resolve(model.isTrainedOverArms());
  }

  /** How much the tracking error teaches, whatever {@code auto} means with this memory. */
  public CompositeGain resolvedCompositeGain() {
    return compositeGain.resolve(model.isTrainedOverArms());
  }

  /** Whether a memory or an observer learns. */
  public boolean learns() {
    return model.learns() || observer.learns();
  }

  /** What learns, in one text: the memory, and the observer behind a + if there is one. */
  public String text() {
    return observer.learns() ? model.text() + "+" + observer.text() : model.text();
  }

  /** The models that are given by a text and not by the keys of the network. */
  public List<ModelText> texts() {
    List<ModelText> texts = new ArrayList<>();
    if (model instanceof ModelChoice.Other(ModelText text)) {
      texts.add(text);
    }
    if (observer.learns()) {
      texts.add(observer.model());
    }
    return texts;
  }
}
