package io.regimen.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Training; polled on the queue of the model family. */
@ActivityInterface
public interface TrainActivities {
    /** Trains the run's members, uploads the model file and records it. Beats while the trainer's counter moves. */
    @ActivityMethod(name = "Train")
    Trained train(RunRef run);
}
