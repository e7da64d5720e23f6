package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.statewise.controller.evaluate.stream.BaselineSyntax;

class ModelStyleTest {
  private static final List<double[][]> EYES = List.of(
      new double[][]{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
      // Machado, Oliveira and Fernandes 2009, severity 1: protanopia, deuteranopia, tritanopia.
      new double[][]{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
        {-0.003882, -0.048116, 1.051998}},
      new double[][]{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413},
        {-0.011820, 0.042940, 0.968881}},
      new double[][]{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
        {0.004733, 0.691367, 0.303900}});
  private static final double[][] XYZ = {{0.4124564, 0.3575761, 0.1804375},
    {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}};
  private static final double[] WHITE = times(XYZ, new double[]{1, 1, 1});

  private static double[] times(double[][] matrix, double[] x) {
    double[] y = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        y[i] += matrix[i][j] * x[j];
      }
    }
    return y;
  }

  private static double[] linear(String colour) {
    double[] rgb = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      rgb[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return rgb;
  }

  /** CIELAB of a colour as an eye sees it. */
  private static double[] lab(String colour, double[][] eye) {
    double[] seen = times(eye, linear(colour));
    for (int i = 0; i < 3; i++) {
      seen[i] = Math.clamp(seen[i], 0, 1);
    }
    double[] f = times(XYZ, seen);
    for (int i = 0; i < 3; i++) {
      double t = f[i] / WHITE[i];
      f[i] = t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }
    return new double[]{116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
  }

  @Test
  void shouldHaveColoursThatColourBlindReadersTellApartAndThatStandOutOnPaper() {
    for (double[][] eye : EYES) {
      for (String a : ModelStyle.COLOURS) {
        for (String b : ModelStyle.COLOURS) {
          double[] x = lab(a, eye);
          double[] y = lab(b, eye);
          double apart = Math.sqrt(Math.pow(x[0] - y[0], 2) + Math.pow(x[1] - y[1], 2)
              + Math.pow(x[2] - y[2], 2));
          if (!a.equals(b)) {
            assertThat(apart).as("%s and %s", a, b).isGreaterThan(15);
          }
        }
      }
    }
    assertThat(ModelStyle.COLOURS).allSatisfy(colour -> {
      double luminance = times(XYZ, linear(colour))[1];
      assertThat(1.05 / (luminance + 0.05)).as(colour).isGreaterThanOrEqualTo(3);
    });
  }

  @Test
  void shouldTellAllUsualModelsApartByColourDashesAndMarkers() {
    Set<ModelStyle> styles = new HashSet<>();
    for (String name : Pattern.compile(",(?![a-z]+=)")
        .split(BaselineSyntax.DEFAULT + "," + BaselineSyntax.DEFAULT_WITH_ARM, -1)) {
      assertThat(styles.add(ModelStyle.of(name))).as(name).isTrue();
    }
    assertThat(styles.add(ModelStyle.of("persistence"))).isTrue();
  }

  @Test
  void shouldGiveALossOneColourWhereverItStands() {
    assertThat(List.of("state-dependent", "learned-state-dependent",
        "learned-state-dependent@0.001")).extracting(ModelStyle::of)
        .containsOnly(ModelStyle.of("state-dependent"));
    assertThat(ModelStyle.of("squared/adam@0.01").colour())
        .isEqualTo(ModelStyle.of("squared").colour());
    assertThat(ModelStyle.of("default: network:memory=iiwa7").colour())
        .isEqualTo(ModelStyle.of("default: off").colour());
  }

  @Test
  void shouldGiveANameThatItDoesNotKnowTheSameStyleInEveryLanguage() {
    ModelStyle style = ModelStyle.of("INTERESTING: model");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(ModelStyle.of("INTERESTING: model")).isEqualTo(style);
      assertThat(style.markerAt(0.5, 1.5)).startsWith("M0.5 1.5");
    } finally {
      Locale.setDefault(before);
    }
  }
}
