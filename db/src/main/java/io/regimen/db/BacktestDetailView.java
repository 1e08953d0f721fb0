package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;

/** Months, equity curve, drawdowns and distribution of one inference backtest on one part of the data. */
@MappedEntity
public record BacktestDetailView(
        int configIndex,
        String segment,
        @TypeDef(type = DataType.JSON) JsonNode detail) {}
