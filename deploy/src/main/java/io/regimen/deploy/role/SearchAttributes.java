package io.regimen.deploy.role;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.workflows.SearchAttributeNames;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search attributes that workflows set: a server that lacks them gets them. */
final class SearchAttributes {
    private static final Logger LOG = LoggerFactory.getLogger(SearchAttributes.class);

    private SearchAttributes() {}

    /** Adds what is missing. A client that may not (Temporal Cloud, a strict server) leaves it to the operator. */
    static void register(WorkflowClient client) {
        String namespace = client.getOptions().getNamespace();
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setChannel(client.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
        try {
            Set<String> known = operator.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap()
                    .keySet();
            if (known.containsAll(SearchAttributeNames.ALL)) {
                return;
            }
            AddSearchAttributesRequest.Builder request =
                    AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
            SearchAttributeNames.ALL.stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            operator.blockingStub().addSearchAttributes(request.build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                throw CommandException.failed(
                        "The Temporal server does not take the connection: "
                                + e.getStatus().getDescription() + ". Check REGIMEN_TEMPORAL_ADDRESS, and"
                                + " REGIMEN_TEMPORAL_TLS_* or REGIMEN_TEMPORAL_API_KEY if it asks for them.",
                        e);
            }
            LOG.warn(
                    "search attributes {} could not be checked; create them as Keyword: {}",
                    SearchAttributeNames.ALL,
                    e.getStatus());
        }
    }
}
