package org.statewise.models.online;

import org.statewise.models.online.OnlineModelSpec.DirectOffset;
import org.statewise.models.online.OnlineModelSpec.FadingMemory;
import org.statewise.models.online.OnlineModelSpec.Local;
import org.statewise.models.online.OnlineModelSpec.Network;
import org.statewise.models.online.OnlineModelSpec.None;
import org.statewise.models.online.OnlineModelSpec.TwoTimeScale;
import org.statewise.models.optim.KalmanRates;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Makes a model the same in time. The constants of a model are of one sample: what it forgets, how far it
 * steps, by how much it drifts. In samples of another period they stand for another bandwidth, and what was
 * stable at 250 Hz would swing at 100 Hz and sleep at 1 kHz. With x the constant and T the ratio of the
 * periods,
 *
 * <pre>
 * fraction that is lost or taken (leak, gain of trend, kappa below 1)   1 - (1 - x)^T
 * fraction that is kept (forgetting, momentum, beta of Adam)            x^T
 * step of a gradient (alpha)                                            x T
 * time in samples (lead)                                                x / T
 * weight of what one sample must outweigh (ridge of rls)                x / T
 * deviation of a sample's noise (noise of rigid-body)                   x / sqrt(T)
 * precision of a sample (network with a memory)                         x T
 * leak and q of a filter                                                {@link KalmanRates#atPeriod}
 * eta, momentum and leak of doomed                                      both poles to the power of T
 * </pre>
 *
 * <p>Widths, features and losses are no matter of time.
 *
 * @param ratio T, the period of the samples to come over the one that constants are meant for, positive; 1
 *     changes nothing, to the bit
 */
public record PeriodConversion(double ratio) {
  /** Leaves constants as they are. */
  public static final PeriodConversion NONE = new PeriodConversion(1);

  /** Checks the ratio. */
  public PeriodConversion {
    SpecCheck.holds(ratio > 0 && ratio < Double.POSITIVE_INFINITY, "Samples: ratio of the periods",
        "positive and finite", ratio);
  }

  /**
   * From constants that are meant for samples {@code meantSeconds} apart; 0 leaves them as they are.
   *
   * @param periodNs of the samples to come
   */
  public static PeriodConversion of(double meantSeconds, long periodNs) {
    return meantSeconds == 0 ? NONE : new PeriodConversion(periodNs / (1e9 * meantSeconds));
  }

  /**
   * The model that does with samples of the other period in a second what {@code model} does with its own.
   *
   * @throws IllegalArgumentException if a constant leaves the range of what can be computed
   */
  public OnlineModelSpec of(OnlineModelSpec model) {
    if (ratio == 1) {
      return model;
    }
    return switch (model) {
      case None none -> none;
      case Network network -> new Network(network.hidden(), network.loss(), of(network.rule()),
          step(network.alpha()), kappa(network.kappa()), network.zeroLastLayer(), network.start());
      case DirectOffset offset -> of(offset);
      case Local local -> {
        KalmanRates rates = new KalmanRates(local.leak(), local.qOverR()).atPeriod(ratio);
        yield new Local(local.fields(), local.width(), rates.leak(), rates.q());
      }
      case FadingMemory memory -> new FadingMemory(memory.order(), lost(memory.gain()),
          memory.lead() / ratio);
      case NetworkMemorySpec memory -> new NetworkMemorySpec(memory.memory(), memory.loss(),
          memory.arm(), lost(memory.leak()), memory.ratio() * ratio);
      case TwoTimeScale both -> new TwoTimeScale(of(both.memory()), of(both.observer()));
      case FilterSpec filter -> of(filter);
    };
  }

  private FilterSpec of(FilterSpec filter) {
    return switch (filter) {
      case FilterSpec.Kalman kalman -> {
        KalmanRates rates = new KalmanRates(kalman.leak(), kalman.qOverR()).atPeriod(ratio);
        yield new FilterSpec.Kalman(kalman.features(), rates.leak(), rates.q());
      }
      case FilterSpec.Observer observer -> {
        KalmanRates rates = new KalmanRates(observer.leak(), observer.qOverR()).atPeriod(ratio);
        yield new FilterSpec.Observer(rates.leak(), rates.q());
      }
      case FilterSpec.PrecisionKalman kalman -> {
        KalmanRates rates = new KalmanRates(kalman.leak(), kalman.qOverR()).atPeriod(ratio);
        yield new FilterSpec.PrecisionKalman(kalman.features(), kalman.loss(), rates.leak(),
            rates.q());
      }
      case FilterSpec.Rls rls -> new FilterSpec.Rls(rls.features(), kept(rls.forgetting()),
          rls.ridge() / ratio);
      case FilterSpec.RigidBodyRls rigid -> new FilterSpec.RigidBodyRls(rigid.arm(),
          kept(rigid.forgetting()), rigid.noise() / Math.sqrt(ratio), rigid.spread());
    };
  }

  private UpdateRuleSpec of(UpdateRuleSpec rule) {
    return switch (rule) {
      case UpdateRuleSpec.Sgd sgd -> sgd;
      case UpdateRuleSpec.Adam adam -> new UpdateRuleSpec.Adam(kept(adam.beta1()),
          kept(adam.beta2()), adam.epsilon());
    };
  }

  /**
   * Without a target w and v follow (w, v) = ((1 - leak - eta) w + mu v, mu v - eta w), so that the product
   * of the poles is mu (1 - leak) and their sum 1 - leak - eta + mu.
   */
  private DirectOffset of(DirectOffset offset) {
    double mu = kept(offset.momentum());
    double leak = lost(offset.leak());
    double product = offset.momentum() * (1 - offset.leak());
    double half = 0.5 * (1 - offset.leak() - offset.eta() + offset.momentum());
    double square = half * half - product;
    double sum;
    if (square < 0) {
      double angle = StrictMath.acos(half / Math.sqrt(product));
      sum = 2 * kept(Math.sqrt(product)) * StrictMath.cos(ratio * angle);
    } else {
      // A pole below zero alternates from sample to sample, which is nothing in time; as fast is zero.
      double root = Math.sqrt(square);
      sum = kept(Math.max(0, half + root)) + kept(Math.max(0, half - root));
    }
    double eta = 1 - leak + mu - sum;
    return new DirectOffset(Math.max(Double.MIN_NORMAL, Math.min(1, eta)), mu, leak);
  }

  /** The step of a gradient, alpha. */
  public double step(double alpha) {
    return alpha * ratio;
  }

  /** All of an error, or more than that, is taken at once at any period. */
  private double kappa(double part) {
    return part < 1 ? lost(part) : part;
  }

  private double lost(double part) {
    return -StrictMath.expm1(ratio * StrictMath.log1p(-part));
  }

  private double kept(double part) {
    return StrictMath.pow(part, ratio);
  }
}
