package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a rejudgement and the counts of its runs by state.
 *
 * @param request as it was sent
 * @param total runs it asks for
 * @param alreadyJudged runs that had been judged under the same terms before
 * @param refused runs whose model file is gone
 */
@MappedEntity
public record RejudgementView(
        @Id long id,
        String name,
        String workflowId,
        String status,
        int total,
        long pending,
        long running,
        long judged,
        long alreadyJudged,
        long refused,
        long failed,
        long cancelled,
        String createdBy,
        Instant createdAt,
        @Nullable Instant completedAt,
        @TypeDef(type = DataType.JSON) JsonNode request) {}
