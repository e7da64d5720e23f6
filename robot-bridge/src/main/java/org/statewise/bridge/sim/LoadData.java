package org.statewise.bridge.sim;

import java.util.List;
import java.util.Optional;
import org.statewise.models.arm.Payload;

/**
 * What the cabinet's gravity compensation believes beyond the bare links, right or wrong.
 *
 * @param load what it takes the last link to carry; empty for nothing
 * @param offsetNm torque that it adds in error, Nm: none, one for all joints, or one a joint
 */
public record LoadData(Optional<Payload> load, List<Double> offsetNm) {
  /** A cabinet that knows of bare links and adds no error. */
  public static final LoadData NONE = new LoadData(Optional.empty(), List.of());

  public LoadData {
    offsetNm = List.copyOf(offsetNm);
  }
}
