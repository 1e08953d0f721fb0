package io.regimen.deploy.role;

import io.regimen.workflows.StorageSweepWorkflow;
import io.regimen.workflows.SweepRequest;
import io.regimen.workflows.TaskQueues;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Temporal Schedule that sweeps the store every hour; one that is still running when the next is due makes that one
 * fall out. A schedule that is there stays as it is: it may have been paused, or given other times or limits.
 */
final class SweepSchedule {
    /** The schedule's id; see {@code temporal schedule describe}. */
    static final String ID = SweepRequest.WORKFLOW_ID;

    private static final Logger LOG = LoggerFactory.getLogger(SweepSchedule.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private SweepSchedule() {}

    /** Creates it if there is none. A client that may not leaves it to the operator. */
    static void create(WorkflowClient client) {
        ScheduleClient schedules = ScheduleClient.newInstance(
                client.getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setDataConverter(client.getOptions().getDataConverter())
                        .setIdentity(client.getOptions().getIdentity())
                        .build());
        try {
            schedules.createSchedule(
                    ID, schedule(), ScheduleOptions.newBuilder().build());
        } catch (ScheduleAlreadyRunningException e) {
            LOG.debug("the schedule {} is there", ID);
        } catch (ScheduleException e) {
            LOG.warn(
                    "the schedule {} could not be created; nothing sweeps the store by itself: {}", ID, e.getMessage());
        }
    }

    private static Schedule schedule() {
        return Schedule.newBuilder()
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(StorageSweepWorkflow.class)
                        .setArguments(SweepRequest.defaults("schedule"))
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(SweepRequest.WORKFLOW_ID + "-scheduled")
                                .setTaskQueue(TaskQueues.CPU)
                                .setStaticSummary("sweep, started by the schedule")
                                .build())
                        .build())
                .setSpec(ScheduleSpec.newBuilder()
                        .setIntervals(List.of(new ScheduleIntervalSpec(EVERY)))
                        .build())
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                        .setCatchupWindow(EVERY)
                        .build())
                .build();
    }
}
