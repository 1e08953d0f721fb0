package io.regimen.deploy.local;

import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Asks a local Temporal server whether it can take workflows: a port that is open says little. */
final class TemporalProbe {
    private static final long DEADLINE_SECONDS = 5;

    private TemporalProbe() {}

    /** True if the namespace is there and knows these search attributes. */
    static boolean serves(String address, String namespace, Collection<String> searchAttributes) {
        WorkflowServiceStubs workflows = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
        try {
            workflows
                    .blockingStub()
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build());
            return OperatorServiceGrpc.newBlockingStub(workflows.getRawChannel())
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap()
                    .keySet()
                    .containsAll(searchAttributes);
        } catch (StatusRuntimeException e) {
            return false;
        } finally {
            workflows.shutdownNow();
            workflows.awaitTermination(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
