package io.regimen.workflows;

import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.stream.Stream;

/** Search attributes that workflows set, all of type Keyword; a Temporal server must know them. */
public final class SearchAttributeNames {
    public static final List<String> ALL = Stream.of(
                    Steps.GRID_ID, Steps.MARKET, Steps.MODEL_TYPE, Steps.STAGE, Steps.MODEL_STATUS, Steps.FAILURE_KIND)
            .map(SearchAttributeKey::getName)
            .toList();

    private SearchAttributeNames() {}
}
