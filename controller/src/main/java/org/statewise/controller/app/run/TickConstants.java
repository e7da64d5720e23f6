package org.statewise.controller.app.run;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.fri.FriLink;
import org.statewise.bridge.remote.BridgeLink;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;
import org.statewise.models.dynamics.RigidBody;
import org.statewise.models.feature.HiddenFeatures;
import org.statewise.models.loss.StructuredLoss;
import org.statewise.models.net.Mlp;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.LeakyKalman;

/** The constant strings of the code that a tick runs through, other people's too. */
final class TickConstants {
  /** A class of each package, ours and HdrHistogram's. */
  private static final List<Class<?>> PACKAGES = List.of(ControlTick.class, OnlineAdapter.class,
      JointPd.class, GuardChain.class, Setpoint.class, ArmLink.class, LatestValue.class,
      SimulatedArm.class, FriLink.class, BridgeLink.class, HotPath.class, RigidBody.class,
      HiddenFeatures.class, StructuredLoss.class, Mlp.class, Scaling.class, LeakyKalman.class,
      Histogram.class);

  /**
   * What those call that has constant strings, mostly texts of exceptions: StrictMath alone leads to FdLibm,
   * whose only one made 80 bytes on the control thread.
   */
  private static final List<String> CLASSES = List.of(
      "java.lang.Object", "java.lang.Enum", "java.lang.Math", "java.lang.FdLibm",
      "java.lang.Double", "java.lang.Long", "java.lang.Integer", "java.lang.Thread",
      "java.lang.ref.Reference", "java.lang.invoke.VarHandle", "java.lang.invoke.VarForm",
      "java.util.Arrays", "java.util.Objects", "java.util.ArrayDeque", "java.util.ArrayList",
      "java.util.SplittableRandom", "java.util.random.RandomGenerator",
      "java.util.concurrent.TimeUnit", "java.util.concurrent.atomic.AtomicBoolean",
      "java.util.concurrent.atomic.AtomicInteger", "java.util.concurrent.atomic.AtomicLong",
      "java.util.concurrent.atomic.AtomicLongArray",
      "java.util.concurrent.atomic.AtomicReference", "java.util.concurrent.atomic.DoubleAdder",
      "java.util.concurrent.atomic.LongAdder", "java.util.concurrent.atomic.Striped64",
      "java.util.concurrent.locks.LockSupport", "jdk.internal.misc.Unsafe",
      "jdk.internal.util.ArraysSupport", "jdk.internal.util.Preconditions",
      "jdk.internal.util.random.RandomSupport", "org.ejml.UtilEjml",
      "org.ejml.data.DMatrix1Row", "org.ejml.data.DMatrixD1", "org.ejml.data.DMatrixRMaj",
      "org.ejml.dense.row.CommonOps_DDRM", "org.ejml.dense.row.mult.MatrixMatrixMult_DDRM",
      "org.ejml.dense.row.mult.MatrixVectorMult_DDRM");

  private TickConstants() {}

  /** Makes them; after the first time there is nothing left to be made. */
  static void make() {
    ConstantStrings.makeOfPackages(PACKAGES);
    ConstantStrings.makeOfClasses(CLASSES);
  }
}
