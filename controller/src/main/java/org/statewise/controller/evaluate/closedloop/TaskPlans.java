package org.statewise.controller.evaluate.closedloop;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.setpoint.PathFile;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.controller.setpoint.TaskSpec;

/** Plans the tasks of plants. */
final class TaskPlans {
  private static final double PAUSE_SECONDS = 0.2;
  private static final double MIN_SECONDS = 0.4;
  private static final double REVERSAL_HZ = 0.25;
  private static final double REVERSAL_RAD = 0.05;
  /** How far from where the arm was found each joint of a random way-point may be, rad. */
  private static final double RANDOM_RAD = 0.6;

  /** The part of a joint's range that way-points keep from each of its stops. */
  private static final double STOP_MARGIN = 0.05;

  private TaskPlans() {}

  static SetpointSource plan(Plant.Task task, ArmInfo arm, double[] qStart, int rounds) {
    TaskSpec spec = switch (task) {
      case Plant.Task.PickAndPlace p -> new TaskSpec.PickAndPlace(rounds, p.speedFraction());
      case Plant.Task.Reversals _ -> new TaskSpec.Sine(REVERSAL_HZ, List.of(REVERSAL_RAD),
          IntStream.range(0, arm.jointCount()).mapToObj(j -> 0.5 * j).toList());
      case Plant.Task.Poses p -> new TaskSpec.Path(path(arm, qStart, rounds, _ -> p.poses(),
          p.speedFraction(), p.standSeconds()));
      case Plant.Task.RandomPoses p -> new TaskSpec.Path(path(arm, qStart, rounds,
          round -> drawn(p, round, qStart, arm.joints()), p.speedFraction(), 0));
    };
    try {
      return spec.plan(arm, qStart);
    } catch (PlanException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Whether motions carry their round behind a stroke. */
  static boolean namesRounds(Plant.Task task) {
    return task instanceof Plant.Task.Poses || task instanceof Plant.Task.RandomPoses;
  }

  private static List<List<Double>> drawn(Plant.Task.RandomPoses task, int round,
      double[] qStart, List<JointInfo> joints) {
    SplittableRandom rng = new SplittableRandom(31 * task.seed() + round);
    List<List<Double>> poses = new ArrayList<>();
    for (int k = 0; k < task.motions(); k++) {
      List<Double> pose = new ArrayList<>();
      for (int j = 0; j < qStart.length; j++) {
        pose.add(switch (task.reach()) {
          case NEARBY -> qStart[j] + rng.nextDouble(-RANDOM_RAD, RANDOM_RAD);
          case WORKSPACE -> {
            double margin = STOP_MARGIN * (joints.get(j).qMaxRad() - joints.get(j).qMinRad());
            yield rng.nextDouble(joints.get(j).qMinRad() + margin,
                joints.get(j).qMaxRad() - margin);
          }
        });
      }
      poses.add(pose);
    }
    return poses;
  }

  private static PathFile path(ArmInfo arm, double[] qStart, int rounds,
      IntFunction<List<List<Double>>> posesOfRound, double speedFraction, double standSeconds) {
    String header = IntStream.rangeClosed(1, qStart.length).mapToObj(j -> "q" + j)
        .collect(Collectors.joining(",", "pause,gripper,seconds,name,", ""));
    StringBuilder text = new StringBuilder(header);
    double[] from = qStart;
    for (int round = 1; round <= rounds; round++) {
      List<List<Double>> poses = posesOfRound.apply(round);
      for (int k = 0; k < poses.size(); k++) {
        List<Double> pose = poses.get(k);
        double[] to = pose.stream().mapToDouble(Double::doubleValue).toArray();
        text.append('\n').append(PAUSE_SECONDS + (k == 0 ? standSeconds : 0)).append(',')
            .append(k == 0 ? 0 : 1).append(',')
            .append(seconds(from, to, arm, speedFraction))
            .append(",to-").append(k + 1).append('/').append(round);
        pose.forEach(q -> text.append(',').append(q));
        from = to;
      }
    }
    try {
      return PathFile.parse(text.toString(), "poses");
    } catch (PlanException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A minimum-jerk motion peaks at 1.875 times its mean speed. */
  private static double seconds(double[] from, double[] to, ArmInfo arm, double speedFraction) {
    double longest = MIN_SECONDS;
    List<JointInfo> joints = arm.joints();
    for (int j = 0; j < from.length; j++) {
      longest = Math.max(longest, 1.875 * Math.abs(to[j] - from[j])
          / (speedFraction * joints.get(j).qdMaxRadPerS()));
    }
    return longest;
  }
}
