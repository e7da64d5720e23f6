// A Sunrise application, for KUKA's Workbench; this build does not compile it and nobody has run it on
// a robot. Names are those of Sunrise.OS 1.x; README.md tells those of 2.x.
package application;

import static com.kuka.roboticsAPI.motionModel.BasicMotions.ptp;

import com.kuka.connectivity.fastRobotInterface.ClientCommandMode;
import com.kuka.connectivity.fastRobotInterface.FRIConfiguration;
import com.kuka.connectivity.fastRobotInterface.FRIJointOverlay;
import com.kuka.connectivity.fastRobotInterface.FRISession;
import com.kuka.roboticsAPI.applicationModel.RoboticsAPIApplication;
import com.kuka.roboticsAPI.controllerModel.Controller;
import com.kuka.roboticsAPI.deviceModel.LBR;
import com.kuka.roboticsAPI.motionModel.PositionHold;
import com.kuka.roboticsAPI.motionModel.controlModeModel.JointImpedanceControlMode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for the client, then holds the arm in joint impedance control without stiffness and lays the
 * client's torques over it. However that ends, the arm is left in position control.
 */
public class StatewiseTorqueOverlay extends RoboticsAPIApplication {
  /** The robot PC, as the KONI interface sees it. */
  private static final String CLIENT = "192.170.10.1";
  private static final int SEND_PERIOD_MILLIS = 4;
  private static final int HOLD_MINUTES = 30;

  /** Elbow up, where the simulated arm stands too, rad. */
  private static final double[] START = {0, 0.5, 0, -1.4, 0, 1.0, 0};

  private LBR lbr;

  @Override
  public void initialize() {
    Controller controller = (Controller) getContext().getControllers().toArray()[0];
    lbr = (LBR) controller.getDevices().toArray()[0];
    // A tool belongs here: attach it, with its load data, to lbr.getFlange().
  }

  @Override
  public void run() {
    lbr.move(ptp(START).setJointVelocityRel(0.2));
    FRIConfiguration configuration = FRIConfiguration.createRemoteConfiguration(lbr, CLIENT);
    configuration.setSendPeriodMilliSec(SEND_PERIOD_MILLIS);
    configuration.setReceiveMultiplier(1);
    FRISession session = new FRISession(configuration);
    try {
      session.await(2, TimeUnit.MINUTES);
      FRIJointOverlay overlay = new FRIJointOverlay(session, ClientCommandMode.TORQUE);
      JointImpedanceControlMode soft = new JointImpedanceControlMode(0, 0, 0, 0, 0, 0, 0);
      soft.setDampingForAllJoints(0.0);
      getLogger().info("overlay begins: the arm has no stiffness of its own");
      lbr.move(new PositionHold(soft, HOLD_MINUTES, TimeUnit.MINUTES).addMotionOverlay(overlay));
    } catch (TimeoutException e) {
      getLogger().error("no client answered well enough: " + e.getMessage());
    } finally {
      session.close();
      // The default control mode is position control: a soft arm must not be left behind.
      lbr.move(new PositionHold(new com.kuka.roboticsAPI.motionModel.controlModeModel
          .PositionControlMode(), 1, TimeUnit.SECONDS));
    }
  }
}
