package org.statewise.controller.page;

import static org.statewise.controller.page.JsonMessage.counts;
import static org.statewise.controller.page.JsonMessage.message;
import static org.statewise.controller.page.JsonMessage.number;
import static org.statewise.controller.page.JsonMessage.numbers;
import static org.statewise.controller.page.JsonMessage.texts;
import static org.statewise.controller.page.JsonMessage.vector;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LinkSide;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.page.JsonMessage.Fields;
import org.statewise.controller.telemetry.RunStatistics;
import org.statewise.models.arm.JointModel;

/** Messages to browsers. Numbers are SI unless their name says otherwise. */
final class PageJson {
  private PageJson() {}

  /** What a browser gets first. */
  static byte[] hello(PageSubject subject) {
    return hello(subject, _ -> {
      // A run that is live has no more to say of itself.
    });
  }

  /**
   * The same with more to say.
   *
   * @param more writes further fields
   */
  static byte[] hello(PageSubject subject, Fields more) {
    return message("hello", json -> {
      PageSubject.Labels labels = subject.labels();
      json.writeStringField("arm", subject.arm().name());
      json.writeStringField("version", labels.version());
      json.writeStringField("link", labels.link());
      json.writeStringField("prior", labels.prior());
      json.writeStringField("memory", labels.memory());
      json.writeStringField("observer", labels.observer());
      json.writeStringField("loss", labels.loss());
      json.writeBooleanField("inRealTime", subject.inRealTime());
      number(json, "periodSeconds", subject.arm().periodNs() * 1e-9);
      texts(json, "guards", subject.guards());
      json.writeArrayFieldStart("joints");
      for (JointInfo joint : subject.arm().joints()) {
        json.writeStartObject();
        json.writeStringField("name", joint.name());
        number(json, "qMin", joint.qMinRad());
        number(json, "qMax", joint.qMaxRad());
        number(json, "tauMax", joint.tauMaxNm());
        json.writeEndObject();
      }
      json.writeEndArray();
      chain(json, subject);
      more.write(json);
    });
  }

  private static void chain(JsonGenerator json, PageSubject subject) throws IOException {
    json.writeArrayFieldStart("chain");
    for (JointModel joint : subject.model().map(model -> model.joints()).orElse(List.of())) {
      double[] rotation = joint.origin().rotation();
      json.writeStartObject();
      vector(json, "xyzM", joint.origin().xyzM());
      numbers(json, "rotation", rotation.length, i -> rotation[i]);
      vector(json, "axis", joint.axis());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A frame. */
  static byte[] frame(Frame frame) {
    return message("frame", json -> {
      TickRecord now = frame.now();
      json.writeNumberField("number", frame.number());
      json.writeNumberField("tick", now.tick);
      number(json, "t", now.state.armTimeNs * 1e-9);
      json.writeStringField("phase", now.phase.name().toLowerCase(Locale.ROOT));
      json.writeStringField("fault", now.fault == FaultReason.NONE ? "" : now.fault.sentence());
      json.writeStringField("motion", frame.motion().name());
      json.writeNumberField("round", frame.motion().round());
      json.writeBooleanField("gripperClosed", now.gripperClosed);
      joints(json, now);
      learning(json, now, frame);
      counts(json, "trips", frame.trips());
      LatencyBuckets.Summary latency = frame.latency();
      json.writeObjectFieldStart("latency");
      number(json, "p50Micros", latency.p50Micros());
      number(json, "p99Micros", latency.p99Micros());
      number(json, "maxMicros", latency.maxMicros());
      counts(json, "counts", latency.counts());
      json.writeEndObject();
      figures(json, frame.figures());
    });
  }

  private static void joints(JsonGenerator json, TickRecord now) throws IOException {
    int n = now.u.length;
    numbers(json, "q", n, j -> now.state.q[j]);
    numbers(json, "qDes", n, j -> now.qDes[j]);
    if (now.linkSide != LinkSide.UNKNOWN) {
      numbers(json, "qLink", n, j -> now.qLink[j]);
    }
    json.writeStringField("linkSide", now.linkSide.text());
    numbers(json, "tau", n, j -> now.state.tau[j]);
    numbers(json, "u", n, j -> now.u[j]);
    numbers(json, "uPrior", n, j -> now.uPrior[j]);
    numbers(json, "uMemory", n, now::uMemory);
    numbers(json, "uObserver", n, j -> now.uObserver[j]);
    numbers(json, "uFb", n, j -> now.uFb[j]);
  }

  private static void learning(JsonGenerator json, TickRecord now, Frame frame)
      throws IOException {
    TickRecord learned = frame.learned();
    int n = learned.u.length;
    json.writeBooleanField("learned", now.learned);
    numbers(json, "target", n, j -> learned.priorError[j]);
    // f = (tau - prior) - (tau - prior - f)
    numbers(json, "prediction", n, j -> learned.priorError[j] - learned.predictionError[j]);
    numbers(json, "predictionError", n, j -> learned.predictionError[j]);
    numbers(json, "phi", n, j -> learned.phi[j]);
    numbers(json, "confidence", n, j -> learned.confidence[j]);
    numbers(json, "learnedQd", n, j -> learned.state.qd[j]);
    number(json, "stepSize", learned.stepSize);
    number(json, "thetaNorm", learned.thetaNorm);
    number(json, "outOfRange", learned.outOfRange);
    Supervision.State supervision = frame.supervision();
    json.writeStringField("adaptation", supervision.mode());
    json.writeBooleanField("withdrawn", supervision.withdrawn());
    json.writeStringField("intervention", supervision.reason());
  }

  private static void figures(JsonGenerator json, RunStatistics.Status figures)
      throws IOException {
    json.writeObjectFieldStart("figures");
    number(json, "trackingRmseMrad", figures.trackingRmseMrad());
    number(json, "feedbackShare", figures.feedbackShare());
    number(json, "predictionMseNm2", figures.predictionMseNm2());
    number(json, "memoryShare", figures.memoryShare());
    number(json, "observerShare", figures.observerShare());
    json.writeEndObject();
  }

  /** Events, in order. */
  static byte[] events(List<PageEvent> events) {
    return message("events", json -> {
      json.writeArrayFieldStart("events");
      for (PageEvent event : events) {
        json.writeStartObject();
        json.writeNumberField("number", event.number());
        json.writeNumberField("atMillis", event.atMillis());
        json.writeNumberField("tick", event.tick());
        json.writeStringField("kind", event.kind());
        json.writeStringField("severity", event.severity());
        json.writeStringField("text", event.text());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /** What became of a command. */
  static byte[] reply(String verb, PageCommands.Answer answer) {
    return message("reply", json -> {
      json.writeStringField("id", answer.id());
      json.writeStringField("verb", verb);
      json.writeBooleanField("accepted", answer.accepted());
      json.writeStringField("reason", answer.reason());
    });
  }
}
