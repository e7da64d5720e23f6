package org.statewise.controller.app.run;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.CommandBuilder;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.LossName;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.LoopCommand;
import org.statewise.controller.mqtt.RefusedException;
import org.statewise.controller.mqtt.Verb;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.TrainingException;
import org.statewise.proto.mqtt.AdaptationCommand;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.LossCommand;
import org.statewise.proto.mqtt.PayloadHintCommand;
import org.statewise.proto.mqtt.TaskCommand;
import org.statewise.proto.recording.AdaptationOrder;
import org.statewise.proto.recording.LossOrder;
import org.statewise.proto.recording.Order;
import org.statewise.proto.recording.PayloadOrder;
import org.statewise.proto.recording.TaskOrder;

/** Turns what a command asks for into a command of the loop, with everything in it that a recording must know. */
final class CommandTranslator {

  /** A load further from the flange than this is a slip of the keyboard, m. */
  private static final double MAX_ARM_M = 1;

  private final StatewiseConfig config;
  private final CommandBuilder builder;
  private final LearnedModels losses;

  CommandTranslator(StatewiseConfig config, CommandBuilder builder, LearnedModels losses) {
    this.config = config;
    this.builder = builder;
    this.losses = losses;
  }

  /** The task of the configuration, as a command of the loop keeps it. */
  static TaskOrder task(StatewiseConfig.Task task, String pathText) {
    return TaskOrder.newBuilder().setKind(task.kind().text()).setRounds(task.rounds())
        .setFrequencyHz(task.frequencyHz()).addAllAmplitudeRad(task.amplitudeRad())
        .addAllPhaseRad(task.phaseRad()).setPath(pathText).build();
  }

  /**
   * A commanded task as a command of the loop keeps it, but for where it starts.
   *
   * @param qNow it must be possible from here; it is planned again from where it starts
   */
  TaskOrder task(TaskCommand command, double[] qNow) throws RefusedException {
    StatewiseConfig.Task usual = StatewiseConfig.DEFAULT.task();
    TaskOrder.Builder recorded = TaskOrder.newBuilder().setKind(command.getKind())
        .setRounds(command.getRounds())
        .setFrequencyHz(command.hasFrequencyHz() ? command.getFrequencyHz() : usual.frequencyHz())
        .addAllAmplitudeRad(orElse(command.getAmplitudeRadList(), usual.amplitudeRad()))
        .addAllPhaseRad(orElse(command.getPhaseRadList(), usual.phaseRad()))
        .setPath(command.getPath());
    TaskOrder task = recorded.build();
    for (double q : qNow) {
      recorded.addQStart(q);
    }
    try {
      builder.plan(recorded.build());
    } catch (UsageException | IllegalArgumentException e) {
      throw new RefusedException("malformed: " + e.getMessage());
    }
    return task;
  }

  private static List<Double> orElse(List<Double> given, List<Double> usual) {
    return given.isEmpty() ? usual : given;
  }

  /** The command of the loop for one about how torques are made. */
  Order of(Verb verb, Command command) throws RefusedException {
    return switch (verb) {
      case ADAPTATION -> Order.newBuilder().setAdaptation(adaptation(command.getAdaptation()))
          .build();
      case LOSS -> Order.newBuilder().setLoss(loss(command.getLoss())).build();
      case PAYLOAD_HINT -> Order.newBuilder().setPayload(payload(command.getPayloadHint()))
          .build();
      case START, STOP, HOLD, TASK, SAVE_STATE -> throw new IllegalArgumentException(
          verb + " is about motion");
    };
  }

  private AdaptationOrder adaptation(AdaptationCommand command) throws RefusedException {
    if (!config.adaptation().learns()) {
      throw new RefusedException("not available: this run has no model (adaptation.model is none)");
    }
    return AdaptationOrder.newBuilder().setMode(switch (command.getMode()) {
      case "on" -> AdaptationOrder.Mode.ON;
      case "off" -> AdaptationOrder.Mode.OFF;
      case "freeze" -> AdaptationOrder.Mode.FREEZE;
      default -> throw new RefusedException(
          "malformed: adaptation.mode must be on, off or freeze, but is '" + command.getMode()
              + "'");
    }).build();
  }

  private LossOrder loss(LossCommand command) throws RefusedException {
    if (command.getName().isEmpty() == command.getFile().isEmpty()) {
      throw new RefusedException("malformed: loss must have one of name and file, but has "
          + (command.getName().isEmpty() ? "none" : "both"));
    }
    if (!command.getFile().isEmpty()) {
      return learned(checked("the command's file", command.getFile()), command.getFile());
    }
    try {
      return switch (losses.resolve(LossName.parse("loss", command.getName()))) {
        case LossName.Shipped shipped -> learned(shipped.text(),
            ByteString.copyFrom(LossFile.shipped(shipped.kind()).toBytes()));
        // A name is a word and never a file of this machine: who may command need not know its files.
        case LossName word -> LossOrder.newBuilder().setWord(word.text()).setAlpha(rate(false))
            .build();
      };
    } catch (TrainingException | IllegalArgumentException e) {
      throw new RefusedException("malformed: " + e.getMessage());
    }
  }

  /** What a loss says of itself; the rest is seen when it is built. */
  private static String checked(String name, ByteString file) throws RefusedException {
    try {
      LossFile.parse(name, file.toByteArray()).requireStates(name);
      return name;
    } catch (TrainingException e) {
      throw new RefusedException("malformed: loss: " + e.getMessage());
    }
  }

  private LossOrder learned(String word, ByteString file) {
    return LossOrder.newBuilder().setWord(word).setFile(file).setAlpha(rate(true)).build();
  }

  private double rate(boolean learned) {
    return Wiring.rate(config.adaptation(), learned);
  }

  private PayloadOrder payload(PayloadHintCommand command) throws RefusedException {
    double heaviest = config.mqtt().heaviestPayloadKg();
    if (!command.hasMassKg() || !(command.getMassKg() >= 0 && command.getMassKg() <= heaviest)) {
      throw new RefusedException("malformed: payloadHint.massKg must be in 0 to %s"
          .formatted(heaviest) + " (mqtt.heaviestPayloadKg), but is "
          + (command.hasMassKg() ? command.getMassKg() : "missing"));
    }
    List<Double> com = orElse(command.getComMList(), config.arm().payloadComM());
    if (com.size() != 3 || !com.stream().allMatch(x -> Math.abs(x) <= MAX_ARM_M)) {
      throw new RefusedException(
          "malformed: payloadHint.comM must be 3 numbers of at most " + MAX_ARM_M
              + " m, but is " + com);
    }
    return PayloadOrder.newBuilder().setMassKg(command.getMassKg()).addAllComM(com).build();
  }

  /** A warning about a command that {@link #prepare} took; empty for nothing. */
  Optional<String> warning(Order recorded) throws RefusedException {
    try {
      return builder.warning(recorded);
    } catch (UsageException e) {
      throw new RefusedException("malformed: " + e.getMessage());
    }
  }

  /** The command with everything that the control thread needs for it. */
  LoopCommand prepare(long number, Order recorded)
      throws RefusedException {
    try {
      return new LoopCommand(number, recorded.toByteArray(),
          builder.build(recorded));
    } catch (UsageException e) {
      throw new RefusedException("malformed: " + e.getMessage());
    }
  }
}
