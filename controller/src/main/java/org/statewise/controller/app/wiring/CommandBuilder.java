package org.statewise.controller.app.wiring;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.adapt.AdaptationMode;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.loop.CommandAction;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.TaskKind;
import org.statewise.controller.setpoint.TaskRegistry;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.proto.recording.LossOrder;
import org.statewise.proto.recording.Order;
import org.statewise.proto.recording.PayloadOrder;
import org.statewise.proto.recording.TaskOrder;

/**
 * Makes what the loop carries out, out of a command as a recording keeps it. A run and its replay both come
 * here, so that they get the same objects.
 */
public final class CommandBuilder {
  /** Evaluations of a loss that is new to this process, so that the tick does not meet it cold. */
  private static final int WARM_UP = 2000;

  private final StatewiseConfig config;
  private final ArmInfo arm;
  private final Optional<ArmModel> model;
  private final TaskRegistry tasks;

  /** @param tasks gets every task that is planned here */
  public CommandBuilder(StatewiseConfig config, ArmInfo arm, Optional<ArmModel> model,
      TaskRegistry tasks) {
    this.config = config;
    this.arm = arm;
    this.model = model;
    this.tasks = tasks;
  }

  /** The action of a recorded command's bytes. */
  public CommandAction build(byte[] recorded) throws UsageException {
    try {
      return build(Order.parseFrom(recorded));
    } catch (InvalidProtocolBufferException e) {
      throw new UsageException("a recorded command cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * What the loop is to do, ready made.
   *
   * @throws UsageException in one sentence if the command asks for what there is not
   */
  public CommandAction build(Order recorded) throws UsageException {
    try {
      return switch (recorded.getWhatCase()) {
        case HOLD -> new CommandAction.Hold();
        case TASK -> new CommandAction.Begin(task(recorded.getTask()));
        case ADAPTATION -> new CommandAction.Adapt(switch (recorded.getAdaptation().getMode()) {
          case ON -> AdaptationMode.ON;
          case OFF -> AdaptationMode.OFF;
          case FREEZE, UNRECOGNIZED -> AdaptationMode.FREEZE;
        });
        case LOSS -> loss(recorded.getLoss());
        case PAYLOAD -> new CommandAction.UsePrior(prior(recorded.getPayload()));
        case WHAT_NOT_SET -> throw new UsageException(
            "a command must be one that this version knows, but is not");
      };
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private PlannedTask task(TaskOrder recorded) throws UsageException {
    PlannedTask planned = plan(recorded);
    tasks.add(planned);
    return planned;
  }

  /** Plans a task without keeping it. */
  public PlannedTask plan(TaskOrder recorded) throws UsageException {
    double[] qStart = recorded.getQStartList().stream().mapToDouble(Double::doubleValue).toArray();
    try {
      StatewiseConfig.Task task = new StatewiseConfig.Task(
          TaskKind.parse("task.kind", recorded.getKind()), 0, recorded.getRounds(),
          recorded.getFrequencyHz(), recorded.getAmplitudeRadList(), recorded.getPhaseRadList(),
          "path");
      return PlannedTask.later(Tasks.of(task, recorded.getPath()).plan(arm, qStart), qStart);
    } catch (PlanException e) {
      throw new UsageException("task: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private CommandAction.UseLoss loss(LossOrder recorded) throws UsageException {
    int n = arm.jointCount();
    LossSpec spec;
    try {
      spec = recorded.getFile().isEmpty()
          ? LossSpec.parse(recorded.getWord())
          : LossFile.parse(recorded.getWord(), recorded.getFile().toByteArray()).forJoints(n);
    } catch (TrainingException e) {
      throw new UsageException("loss: " + e.getMessage(), e);
    }
    Loss loss = spec.build(n, new SplittableRandom(config.seed()));
    warmUp(loss);
    return new CommandAction.UseLoss(loss,
        config.adaptation().toPeriod(arm.periodNs()).step(recorded.getAlpha()));
  }

  /**
   * A sentence if a command that was built is about a loss of another arm or another scale of torques,
   * as for one from a file.
   */
  public Optional<String> warning(Order recorded) throws UsageException {
    LossOrder loss = recorded.getLoss();
    if (loss.getFile().isEmpty()) {
      return Optional.empty();
    }
    try {
      return LossFile.parse(loss.getWord(), loss.getFile().toByteArray())
          .difference(loss.getWord(), arm.name(), RecordedArm.torqueLimits(arm));
    } catch (TrainingException e) {
      throw new UsageException("loss: " + e.getMessage(), e);
    }
  }

  private static void warmUp(Loss loss) {
    int n = loss.joints();
    DMatrixRMaj state = new DMatrixRMaj(1, 2 * n);
    DMatrixRMaj tau = new DMatrixRMaj(1, n);
    DMatrixRMaj gradient = new DMatrixRMaj(1, n);
    double[] weights = new double[n];
    for (int i = 0; i < WARM_UP; i++) {
      loss.evaluate(state, tau, tau);
      loss.gradientInto(gradient);
      loss.weightsInto(weights);
    }
  }

  private Prior prior(PayloadOrder recorded) {
    PriorSpec spec = config.law().prior();
    List<Double> com = recorded.getComMList();
    if (com.size() != 3) {
      throw new IllegalArgumentException("payload: comM must have 3 values, but has " + com.size());
    }
    Payload payload = new Payload(recorded.getMassKg(),
        new Vec3(com.get(0), com.get(1), com.get(2)));
    return spec.carrying(payload, model, arm.jointCount(), arm.gravityCompensated());
  }
}
