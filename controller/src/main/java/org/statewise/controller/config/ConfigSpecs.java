package org.statewise.controller.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.statewise.bridge.api.FrictionObserver;
import org.statewise.controller.adapt.AskedAt;
import org.statewise.controller.adapt.CompositeGain;
import org.statewise.controller.adapt.SampleSettings;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.JointPositions;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.setpoint.TaskKind;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * The choices that a configuration writes as words: each becomes a spec when the configuration is read, so that
 * nobody after it meets the word, and is written as the word that it came from.
 */
final class ConfigSpecs {
  private ConfigSpecs() {}

  /** All of them. To add one: give it a {@code parse} that names its key, and a line here. */
  static SimpleModule module() {
    SimpleModule module = new SimpleModule();
    add(module, PriorSpec.class, PriorSpec::parse, PriorSpec::word);
    add(module, JointPositions.class, JointPositions::parse, JointPositions::text);
    add(module, TaskKind.class, TaskKind::parse, TaskKind::text);
    add(module, ModelChoice.class, ModelChoice::parse, ModelChoice::text);
    add(module, ObserverChoice.class, ObserverChoice::parse, ObserverChoice::text);
    add(module, LossName.class, LossName::parse, LossName::text);
    add(module, UpdateRuleSpec.class, ConfigSpecs::updateRule, UpdateRuleSpec::word);
    add(module, AskedAt.class, AskedAt::parse, AskedAt::text);
    add(module, CompositeGain.class, CompositeGain::parse, CompositeGain::text);
    add(module, TorqueTarget.class, TorqueTarget::parse, TorqueTarget::text);
    add(module, SampleSettings.Acceleration.class, SampleSettings.Acceleration::parse,
        SampleSettings.Acceleration::text);
    add(module, FrictionObserver.class, FrictionObserver::parse, FrictionObserver::text);
    return module;
  }

  private static UpdateRuleSpec updateRule(String key, String word) {
    try {
      return UpdateRuleSpec.parse(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  private static <T> void add(SimpleModule module, Class<T> type,
      BiFunction<String, String, T> parse, Function<T, String> text) {
    module.addSerializer(type, new StdSerializer<T>(type) {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        out.writeString(text.apply(value));
      }
    });
    module.addDeserializer(type, new StdDeserializer<T>(type) {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return parse.apply(key(in.getParsingContext()), in.getText());
      }
    });
  }

  /** For example {@code law.prior}. */
  private static String key(JsonStreamContext at) {
    return at.pathAsPointer().toString().substring(1).replace('/', '.');
  }
}
