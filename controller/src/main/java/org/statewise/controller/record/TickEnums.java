package org.statewise.controller.record;

import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.CommandOutcome;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.proto.recording.Await;
import org.statewise.proto.recording.Mode;
import org.statewise.proto.recording.OrderResult;
import org.statewise.proto.recording.Phase;

/** The program's enums and the recording's, which must not change with them. */
final class TickEnums {
  private TickEnums() {}

  static Await toProto(AwaitResult await) {
    return switch (await) {
      case FRESH -> Await.AWAIT_FRESH;
      case LATE -> Await.AWAIT_LATE;
      case LOST -> Await.AWAIT_LOST;
    };
  }

  static AwaitResult fromProto(Await await) {
    return switch (await) {
      case AWAIT_FRESH -> AwaitResult.FRESH;
      case AWAIT_LATE -> AwaitResult.LATE;
      case AWAIT_LOST, UNRECOGNIZED -> AwaitResult.LOST;
    };
  }

  static Phase toProto(LoopPhase phase) {
    return switch (phase) {
      case WAITING -> Phase.PHASE_WAITING;
      case ENGAGING -> Phase.PHASE_ENGAGING;
      case HOLDING -> Phase.PHASE_HOLDING;
      case RUNNING -> Phase.PHASE_RUNNING;
      case STOPPING -> Phase.PHASE_STOPPING;
      case BRAKING -> Phase.PHASE_BRAKING;
      case STOPPED -> Phase.PHASE_STOPPED;
      case FAULT -> Phase.PHASE_FAULT;
    };
  }

  /** An imported stream has no phase: its rows count as running. */
  static LoopPhase fromProto(Phase phase) {
    return switch (phase) {
      case PHASE_WAITING -> LoopPhase.WAITING;
      case PHASE_ENGAGING -> LoopPhase.ENGAGING;
      case PHASE_HOLDING -> LoopPhase.HOLDING;
      case PHASE_RUNNING, PHASE_UNKNOWN -> LoopPhase.RUNNING;
      case PHASE_STOPPING -> LoopPhase.STOPPING;
      case PHASE_BRAKING -> LoopPhase.BRAKING;
      case PHASE_STOPPED -> LoopPhase.STOPPED;
      case PHASE_FAULT, UNRECOGNIZED -> LoopPhase.FAULT;
    };
  }

  static OrderResult toProto(CommandOutcome outcome) {
    return switch (outcome) {
      case TAKEN -> OrderResult.ORDER_TAKEN;
      case NOT_IN_THIS_PHASE -> OrderResult.ORDER_NOT_IN_THIS_PHASE;
      case NOT_AT_REST -> OrderResult.ORDER_NOT_AT_REST;
      case ELSEWHERE -> OrderResult.ORDER_ELSEWHERE;
      case NO_LOSS -> OrderResult.ORDER_NO_LOSS;
      case FADING -> OrderResult.ORDER_FADING;
    };
  }

  static CommandOutcome fromProto(OrderResult result) {
    return switch (result) {
      case ORDER_TAKEN -> CommandOutcome.TAKEN;
      case ORDER_NOT_IN_THIS_PHASE, UNRECOGNIZED -> CommandOutcome.NOT_IN_THIS_PHASE;
      case ORDER_NOT_AT_REST -> CommandOutcome.NOT_AT_REST;
      case ORDER_ELSEWHERE -> CommandOutcome.ELSEWHERE;
      case ORDER_NO_LOSS -> CommandOutcome.NO_LOSS;
      case ORDER_FADING -> CommandOutcome.FADING;
    };
  }

  static Mode toProto(ArmMode mode) {
    return switch (mode) {
      case BRAKES_ENGAGED -> Mode.MODE_HOLDING;
      case COMMANDED -> Mode.MODE_COMMANDED;
      case FAULT -> Mode.MODE_FAULT;
    };
  }

  static ArmMode fromProto(Mode mode) {
    return switch (mode) {
      case MODE_HOLDING -> ArmMode.BRAKES_ENGAGED;
      case MODE_COMMANDED -> ArmMode.COMMANDED;
      case MODE_FAULT, UNRECOGNIZED -> ArmMode.FAULT;
    };
  }

  static org.statewise.proto.recording.Intervention toProto(Intervention intervention) {
    return switch (intervention) {
      case NONE -> org.statewise.proto.recording.Intervention.INTERVENTION_NONE;
      case GAIN_LOWERED -> org.statewise.proto.recording.Intervention.INTERVENTION_GAIN_LOWERED;
      case OSCILLATION -> org.statewise.proto.recording.Intervention.INTERVENTION_OSCILLATION;
      case PREDICTION -> org.statewise.proto.recording.Intervention.INTERVENTION_PREDICTION;
      case DISAGREEMENT -> org.statewise.proto.recording.Intervention.INTERVENTION_DISAGREEMENT;
      case TRACKING -> org.statewise.proto.recording.Intervention.INTERVENTION_TRACKING;
      case PARAMETERS -> org.statewise.proto.recording.Intervention.INTERVENTION_PARAMETERS;
      case REARMED -> org.statewise.proto.recording.Intervention.INTERVENTION_REARMED;
      case GAIN_RESTORED -> org.statewise.proto.recording.Intervention.INTERVENTION_GAIN_RESTORED;
      case STAYS_WITHDRAWN ->
        org.statewise.proto.recording.Intervention.INTERVENTION_STAYS_WITHDRAWN;
    };
  }

  static Intervention fromProto(org.statewise.proto.recording.Intervention intervention) {
    return switch (intervention) {
      case INTERVENTION_NONE, UNRECOGNIZED -> Intervention.NONE;
      case INTERVENTION_GAIN_LOWERED -> Intervention.GAIN_LOWERED;
      case INTERVENTION_OSCILLATION -> Intervention.OSCILLATION;
      case INTERVENTION_PREDICTION -> Intervention.PREDICTION;
      case INTERVENTION_DISAGREEMENT -> Intervention.DISAGREEMENT;
      case INTERVENTION_TRACKING -> Intervention.TRACKING;
      case INTERVENTION_PARAMETERS -> Intervention.PARAMETERS;
      case INTERVENTION_REARMED -> Intervention.REARMED;
      case INTERVENTION_GAIN_RESTORED -> Intervention.GAIN_RESTORED;
      case INTERVENTION_STAYS_WITHDRAWN -> Intervention.STAYS_WITHDRAWN;
    };
  }
}
