package org.statewise.bridge.sim;

import java.util.List;
import java.util.Optional;
import org.statewise.bridge.api.SimulationSettings;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;

/**
 * What the cabinet's gravity compensation assumes beyond the bare links, right or wrong.
 *
 * @param load what it takes the last link to carry; empty for nothing
 * @param offsetNm torque that it adds in error, Nm: none, one for all joints, or one a joint
 */
public record LoadData(Optional<Payload> load, List<Double> offsetNm) {
  /** A cabinet that knows of bare links and adds no error. */
  public static final LoadData NONE = new LoadData(Optional.empty(), List.of());

  /** What a cabinet's settings say. */
  static LoadData of(SimulationSettings.Cabinet cabinet) {
    List<Double> com = cabinet.loadComM();
    Payload load = new Payload(cabinet.loadKg(), new Vec3(com.get(0), com.get(1), com.get(2)));
    return new LoadData(cabinet.loadKg() == 0 ? Optional.empty() : Optional.of(load),
        cabinet.gravityOffsetNm());
  }

  public LoadData {
    offsetNm = List.copyOf(offsetNm);
  }
}
