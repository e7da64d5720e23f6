package org.statewise.controller.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Where the library would assemble records; columns are read one by one instead. */
final class NoRecords extends GroupConverter {
  private static final PrimitiveConverter NOTHING = new PrimitiveConverter() {
  };

  private final GroupType type;

  NoRecords(GroupType type) {
    this.type = type;
  }

  @Override
  public Converter getConverter(int field) {
    Type inner = type.getType(field);
    return inner.isPrimitive() ? NOTHING : new NoRecords(inner.asGroupType());
  }

  @Override
  public void start() {
    // No record begins.
  }

  @Override
  public void end() {
    // No record ends.
  }
}
